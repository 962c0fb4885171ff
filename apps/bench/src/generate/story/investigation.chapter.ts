import {
  AgencyJoinedInvestigation,
  AgencyLeftInvestigation,
  EvidenceAccessChanged,
  FindingIssued,
  InvestigationAnnounced,
  InvestigationClosed,
  InvestigationMilestoneRecorded,
  InvestigationOpened,
  type DataOf,
  type EventDeclaration,
  type StreamName,
} from '#domain';
import { content } from '../draft.js';
import type { Random } from '../random.js';
import { sentence } from '../words.js';
import { DAY, type Story } from './story.js';

const KINDS = ['CRIMINAL', 'INTERNAL_AFFAIRS', 'ADMINISTRATIVE', 'CIVIL_RIGHTS', 'INDEPENDENT'];

/** One in three is over before long; the others stay open, and are confirmed to be from time to time. */
export function investigation(story: Story): StreamName {
  const { random, agencies, region, incident } = story;
  const stream = story.newStream('investigation');
  const [lead, second] = agencies.inquiring.get(region.code)! as [StreamName, StreamName];
  const fact = factOf(story, stream);
  const scope = (words: Random) => ({
    incidents: [incident],
    kind: { code: words.skewed(KINDS) },
    lead,
    scope: sentence(words),
  });
  fact(InvestigationAnnounced, 3 * DAY, scope);
  if (random.chance(0.7)) fact(InvestigationOpened, 10 * DAY, scope);
  else return stream;
  if (random.chance(0.4)) {
    fact(AgencyJoinedInvestigation, 5 * DAY, () => ({ agency: second, as: 'JOINT' as const }));
    if (random.chance(0.4)) {
      fact(EvidenceAccessChanged, 10 * DAY, (words) => ({
        agency: second,
        access: 'REVOKED' as const,
        to: sentence(words),
      }));
      fact(AgencyLeftInvestigation, 5 * DAY, () => ({ agency: second, because: 'WITHDREW' as const }));
    }
  }
  milestone(story, stream);
  if (!random.chance(0.35)) return stream;
  fact(FindingIssued, 60 * DAY, (words) => ({
    stage: 'FINAL' as const,
    finding: { code: words.pick(['SUSTAINED', 'NOT_SUSTAINED', 'JUSTIFIED', 'INCONCLUSIVE']) },
    by: lead,
    summary: sentence(words),
  }));
  fact(InvestigationClosed, 5 * DAY, () => ({ outcome: 'FINDING_ISSUED' as const }));
  return stream;
}

/** Often recorded later than what it came before: a late fact. */
export function milestone(story: Story, stream: StreamName): void {
  const late = story.random.chance(0.15) ? 20 * DAY : 0;
  const fact = factOf(story, stream, late);
  fact(InvestigationMilestoneRecorded, 20 * DAY, (words) => ({
    milestone: { code: words.pick(['AUTOPSY', 'FOOTAGE_RELEASED', 'INTERVIEWS', 'OFFICER_NAMED']) },
    detail: sentence(words),
  }));
}

/** Tells facts of one stream, each some time after the one before; they occurred when they were told, or earlier. */
export function factOf(story: Story, stream: StreamName, earlier = 0) {
  return <D extends EventDeclaration>(declaration: D, mean: number, data: (words: Random) => DataOf<D>): string => {
    const occurred = story.pass(mean).occurred(Math.max(story.began, story.now - earlier));
    const sources = [story.source];
    return story.tell(stream, (words) =>
      content(declaration, data(words), { occurred, sources, attribution: { kind: 'SOURCE' } }),
    );
  };
}
