import fc from 'fast-check';
import type { JsonObject } from '#domain';
import { entryId, id, Story } from './story.js';

/** One thing that happens; `pick` chooses which record, which entry, which day. */
interface Step {
  readonly what: number;
  readonly pick: number;
  readonly day: number;
}

const day = (n: number): string => `2026-01-${String(1 + (n % 28)).padStart(2, '0')}`;
const of = <T>(choices: readonly T[], n: number): T => choices[n % choices.length]!;
const AGENCIES = ['agency-us-doj-fbi', 'agency-us-dhs', 'agency-us-mn-bca'] as const;

type Happening = (story: Story, step: Step) => void;

const about = (story: Story, { pick }: Step) => {
  const facts = story.log.events.filter(({ type }) => /Reported|Opened|Issued|Involved|Joined/.test(type));
  return facts.length === 0 ? undefined : of(facts, pick);
};
const began = (story: Story, kind: string, { pick }: Step) => {
  const known = [...new Set(story.log.events.map(({ stream }) => stream).filter((name) => name.startsWith(kind)))];
  return known.length === 0 ? undefined : of(known, pick);
};
const count = (story: Story, kind: string) =>
  new Set(story.log.events.map(({ stream }) => stream).filter((name) => name.startsWith(`${kind}-`))).size;

/** An event of an existing record, if there is one. */
const on =
  (kind: string, type: string, data: (step: Step, story: Story) => JsonObject): Happening =>
  (story, step) => {
    const record = began(story, `${kind}-`, step);
    if (record) story.tell(record, type, data(step, story), { on: day(step.day) });
  };

const HAPPENINGS: readonly Happening[] = [
  (story, { pick, day: d }) =>
    story.incident(
      count(story, 'incident') + 1,
      {
        kinds: [{ code: of(['SHOOTING', 'RAID'], pick) }],
        agencies: [{ agency: of(AGENCIES, pick), role: of(['INVOLVED', 'PRESENT'], d) }],
        externalIds: [{ scheme: 'fe', value: String(pick % 4) }],
        places: [
          {
            country: 'US',
            region: of(['US-MN', 'US-CA'], d),
            locality: of(['San José', 'SAN JOSE', 'Saint Paul'], d),
            zone: 'America/Chicago',
            precision: 'REGION',
          },
        ],
      },
      { on: of([day(d), 'XXXX', `${day(d)}/..`], pick) },
    ),
  (story, { pick, day: d }) => {
    const incidents = [1 + (pick % Math.max(1, count(story, 'incident')))];
    story.investigation(count(story, 'investigation') + 1, incidents, { lead: of(AGENCIES, d) }, { on: day(d) });
  },
  (story, { pick, day: d }) => {
    const incidents = [1 + (pick % Math.max(1, count(story, 'incident')))];
    const stances = [{ on: id('incident', incidents[0]!), stance: of(['JUSTIFIES', 'CONDEMNS'], pick) }];
    const claims = [{ claimId: 'c1', topic: { code: 'WEAPON' }, act: 'ASSERTS', text: 'There was a shovel' }];
    story.statement(count(story, 'statement') + 1, incidents, { stances, claims }, { on: day(d) });
  },
  (story, { pick, day: d }) =>
    story.tell(
      id('source', count(story, 'source') + 1),
      'SourceRecorded',
      { kind: 'WEB', url: `https://news.example/${pick % 3}#${d}`, sha256: String(d % 3).repeat(64) },
      { texts: ['/data/url'] },
    ),
  on('source', 'SourceRechecked', ({ pick, day: d }) => ({
    result: of(['CHANGED', 'GONE'], pick),
    sha256: String(d % 3).repeat(64),
  })),
  on('incident', 'InjuryReported', ({ pick }) => ({
    injured: { described: 'a man' },
    severity: of(['FATAL', 'SERIOUS', 'MINOR'], pick),
    hospitalised: 'UNKNOWN',
  })),
  on('incident', 'PersonInvolved', ({ pick }) => ({ person: id('person', pick % 3), role: 'SUBJECT', minor: 'NO' })),
  on('incident', 'StatusConfirmed', () => ({ checked: [{ what: 'The docket' }] })),
  on('incident', 'IncidentMerged', ({ pick }) => ({ into: id('incident', 1 + (pick % 3)) })),
  on('investigation', 'AgencyJoinedInvestigation', ({ pick }) => ({ agency: of(AGENCIES, pick), as: 'JOINT' })),
  on('investigation', 'AgencyLeftInvestigation', ({ pick }) => ({ agency: of(AGENCIES, pick), because: 'WITHDREW' })),
  on('investigation', 'InvestigationSuspended', () => ({})),
  on('investigation', 'InvestigationClosed', () => ({ outcome: 'NO_CHARGES', detail: 'It was closed' })),
  on('investigation', 'IncidentAddedToInvestigation', ({ pick }, story) => ({
    incident: id('incident', 1 + (pick % Math.max(1, count(story, 'incident')))),
  })),
  on('investigation', 'DeadlineSet', ({ pick, day: d }) => ({
    deadlineId: `d${pick % 3}`,
    what: 'A report',
    due: { edtf: day(d), zone: 'America/Chicago' },
    basis: 'STATUTE',
  })),
  on('statement', 'ClaimAssessed', ({ pick }) => ({
    claimId: 'c1',
    assessment: of(['CONTRADICTS', 'CORROBORATES'], pick),
    by: { source: id('source', 1) },
  })),
  (story, step) => {
    const entry = about(story, step);
    if (!entry) return;
    const replacement: JsonObject = { ...entry.data, ...('title' in entry.data ? { title: 'Another title' } : {}) };
    const data: JsonObject = { entry: entry.id, type: entry.type, schema: 1, replacement, kept: [] };
    if (step.day % 2) data['occurred'] = { edtf: day(step.pick), zone: 'America/Chicago' };
    story.tell(entry.stream, 'EntryCorrected', data, { on: day(step.day) });
  },
  (story, step) => {
    const entry = about(story, step);
    if (entry) story.tell(entry.stream, 'EntryWithdrawn', { entry: entry.id });
  },
  (story, step) => {
    const entry = about(story, step);
    if (entry) story.tell(entry.stream, 'EntryReinstated', { entry: entry.id });
  },
  (story, step) => {
    const record = began(story, '', step);
    if (record?.match(/^(incident|investigation|statement)-/))
      story.tell(record, step.day % 2 ? 'RecordRetracted' : 'RecordReinstated', { because: 'FABRICATED' });
  },
  (story, { pick }) =>
    story.tell(of(AGENCIES, pick), count(story, of(AGENCIES, pick)) ? 'AgencyParentChanged' : 'AgencyRegistered', {
      name: 'An agency',
      jurisdiction: 'FEDERAL',
      parent: of(AGENCIES, pick + 1),
    }),
];

/** A log of anything that the declarations allow and much that deciders would refuse: projecting must bear all of it. */
export const randomStory = (length = 40): fc.Arbitrary<Story> =>
  fc
    .array(
      fc.record({
        what: fc.nat(HAPPENINGS.length - 1),
        pick: fc.nat(1_000),
        day: fc.nat(1_000),
      }),
      { minLength: 5, maxLength: length },
    )
    .map((steps) => {
      const story = new Story();
      story.incident(1, {}, { on: day(3) });
      for (const step of steps) HAPPENINGS[step.what]!(story, step);
      return story;
    });

/** The same, with texts withheld in between and afterwards. */
export const withheldStory = (length = 30): fc.Arbitrary<Story> =>
  fc.tuple(randomStory(length), fc.array(fc.nat(1_000), { minLength: 1, maxLength: 3 })).map(([story, picks]) => {
    for (const pick of picks) {
      const holding = story.log.events.filter(({ texts }) => texts && Object.keys(texts).length > 0);
      const event = of(holding, pick);
      story.tell('log', 'TextWithheld', { entry: event.id, path: of(Object.keys(event.texts!), pick) });
      story.tell(event.stream, 'StatusConfirmed', { checked: [{ what: 'Again' }] });
    }
    return story;
  });

export { entryId };
