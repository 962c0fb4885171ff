import { ClaimAssessed, StatementIssued, type StreamName } from '#domain';
import { content } from '../draft.js';
import { prose, sentence } from '../words.js';
import { DAY, type Story } from './story.js';

const TOPICS = ['RESISTANCE', 'THREAT', 'WARNING', 'WEAPON', 'FOOTAGE', 'REASON_FOR_CONTACT'];

/** What the agency said, or someone else. */
export function statementIssued(story: Story, by: 'agency' | 'others'): StreamName {
  const stream = story.newStream('statement');
  const occurred = story.pass(2 * DAY).occurred(story.now);
  const { incident, agency } = story;
  const sources = [story.source];
  story.tell(stream, (words) =>
    content(
      StatementIssued,
      {
        issuer: by === 'agency' ? { onBehalfOf: agency, office: 'Spokesperson' } : { described: 'the family' },
        medium: { code: 'PRESS_RELEASE' },
        summary: prose(words, words.int(1, 3)),
        incidents: [incident],
        stances: [{ on: incident, stance: by === 'agency' ? words.pick(['JUSTIFIES', 'NEUTRAL']) : 'CONDEMNS' }],
        claims: ['c1', 'c2'].map((claimId) => ({
          claimId,
          topic: { code: words.skewed(TOPICS) },
          act: words.pick(['ASSERTS', 'ASSERTS', 'DENIES']),
          text: sentence(words),
        })),
      },
      { occurred, sources, attribution: { kind: 'SOURCE' } },
    ),
  );
  return stream;
}

export function claimAssessed(story: Story, statement: StreamName, by: StreamName): void {
  const occurred = story.pass(10 * DAY).occurred(story.now);
  const sources = [story.source];
  story.tell(statement, (words) =>
    content(
      ClaimAssessed,
      {
        claimId: 'c1',
        assessment: words.pick(['CONTRADICTS', 'CONTRADICTS', 'CORROBORATES']),
        by: { claim: { statement: by, claimId: 'c1' } },
        detail: sentence(words),
      },
      { occurred, sources, attribution: { kind: 'SOURCE' } },
    ),
  );
}
