import {
  EntryCorrected,
  EntryWithdrawn,
  ForceReported,
  IncidentReported,
  IncidentVerified,
  InjuryReported,
  PersonInvolved,
  RecordRetracted,
  StatusConfirmed,
  type DataOf,
  type StreamName,
} from '#domain';
import { content } from '../draft.js';
import type { Random } from '../random.js';
import { headline, placeName, prose, sentence } from '../words.js';
import { DAY, type Story } from './story.js';

const KINDS = [
  'SHOOTING',
  'USE_OF_FORCE',
  'DETENTION',
  'RAID',
  'LESS_LETHAL_FORCE',
  'VEHICLE_PURSUIT',
  'PROTEST_CLASH',
  'DEATH_IN_CUSTODY',
];
const FORCES = ['FIREARM', 'PHYSICAL', 'CHEMICAL_AGENT', 'CONDUCTED_ENERGY', 'RESTRAINT', 'IMPACT_PROJECTILE'];
const SEVERITIES = ['FATAL', 'SERIOUS', 'NON_LIFE_THREATENING', 'MINOR', 'UNKNOWN'] as const;

type Reported = DataOf<typeof IncidentReported>;

export function incidentReported(story: Story): string {
  const { random, region, agency, began } = story;
  const occurred = story.occurred(began);
  const data = (words: Random): Reported => ({
    kinds: [{ code: random.skewed(KINDS) }],
    relevance: words.chance(0.95) ? 'INCIDENT' : 'CONTEXT',
    title: headline(words),
    narrative: prose(words, words.int(2, 9)),
    places: [
      {
        text: placeName(words),
        locality: words.skewed(region.towns),
        region: region.code,
        country: 'US',
        zone: region.zone,
        lat: `${words.int(26, 47)}.${words.int(1000, 9999)}`,
        lon: `-${words.int(70, 122)}.${words.int(1000, 9999)}`,
        precision: 'BLOCK',
      },
    ],
    agencies: [{ agency, role: 'INVOLVED' }],
    ...(words.chance(0.4)
      ? { externalIds: [{ scheme: 'another-tracker', value: String(words.int(1, 99_999_999)) }] }
      : {}),
  });
  const sources = [story.source];
  return story.tell(story.incident, (words) =>
    content(IncidentReported, data(words), { occurred, sources, attribution: { kind: 'SOURCE' } }),
  );
}

export function personInvolved(story: Story, person: StreamName, reported: string): void {
  const occurred = story.occurred(story.began, [reported]);
  const sources = [story.source];
  story
    .goOn()
    .tell(story.incident, (words) =>
      content(
        PersonInvolved,
        { person, role: 'SUBJECT', minor: words.chance(0.04) ? 'YES' : 'NO' },
        { occurred, sources, attribution: { kind: 'SOURCE' } },
      ),
    );
}

export function forceReported(story: Story, person: StreamName | undefined): string {
  const { agency } = story;
  const occurred = story.occurred(story.began);
  const sources = [story.source];
  return story.goOn().tell(story.incident, (words) =>
    content(
      ForceReported,
      {
        type: { code: words.skewed(FORCES) },
        manner: words.pick(['DISCHARGED_HIT', 'APPLIED', 'DISPLAYED', 'UNKNOWN']),
        by: { agency },
        against: person ? { person } : { described: 'people who stood nearby', role: 'SUBJECT' },
      },
      { occurred, sources, attribution: { kind: words.chance(0.2) ? 'EXHIBIT' : 'SOURCE' } },
    ),
  );
}

/** No detail: for a person it would be sealed, and what a person's chapter seals is enough. */
export function injuryReported(story: Story, person: StreamName | undefined): void {
  const occurred = story.occurred(story.began);
  const sources = [story.source];
  story.goOn().tell(story.incident, (words) =>
    content(
      InjuryReported,
      {
        injured: person ? { person } : { described: 'one of those held' },
        severity: words.skewed(SEVERITIES),
        hospitalised: words.pick(['YES', 'NO', 'UNKNOWN']),
      },
      { occurred, sources, attribution: { kind: 'SOURCE' } },
    ),
  );
}

export function verified(story: Story, covers: readonly string[]): void {
  const occurred = story.pass(20 * DAY).decided();
  story.tell(story.incident, (words) =>
    content(
      IncidentVerified,
      { level: words.pick(['CORROBORATED', 'CORROBORATED', 'DOCUMENTED']), covers: [...covers] },
      { occurred, reason: { text: sentence(words) } },
    ),
  );
}

/** What the first report said of the force was wrong. */
export function forceCorrected(story: Story, entry: string): void {
  const { agency } = story;
  const occurred = story.pass(15 * DAY).decided();
  story.tell(story.incident, (words) =>
    content(
      EntryCorrected,
      {
        entry,
        type: ForceReported.type,
        schema: ForceReported.schema,
        replacement: { type: { code: words.pick(FORCES) }, manner: 'UNKNOWN', by: { agency } },
        kept: [],
      },
      { occurred, reason: { code: 'SOURCE_CORRECTED', text: sentence(words) } },
    ),
  );
}

export function withdrawn(story: Story, entry: string): void {
  const occurred = story.pass(30 * DAY).decided();
  story.tell(story.incident, (words) =>
    content(EntryWithdrawn, { entry }, { occurred, reason: { text: sentence(words) } }),
  );
}

export function retracted(story: Story): void {
  const occurred = story.pass(10 * DAY).decided();
  story.tell(story.incident, (words) =>
    content(
      RecordRetracted,
      { because: words.pick(['UNVERIFIABLE', 'OUT_OF_SCOPE', 'FABRICATED']) },
      { occurred, reason: { text: sentence(words) } },
    ),
  );
}

export function confirmed(story: Story, stream: StreamName): void {
  const occurred = story.pass(90 * DAY).decided();
  story.tell(stream, (words) =>
    content(
      StatusConfirmed,
      { checked: [{ what: sentence(words) }] },
      { occurred, reason: { text: 'The quarterly review.' } },
    ),
  );
}
