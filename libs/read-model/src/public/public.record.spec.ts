import { type Agency, currentName, type Incident, type JsonObject, type Person, type StoredEvent } from '#domain';
import { ModelHarness } from '../testing/model.harness.js';
import { id, Story, type Told } from '../testing/story.js';

const ZONE = 'America/Chicago';
const incident = id('incident');
const MARCH = id('source', 3);
const APRIL = id('source', 4);
const UNDATED = id('source', 9);

/** An incident with a source published on 2 March, and one published on 1 April. */
function told(sources: Told['sources'] = [MARCH], data: JsonObject = {}): Story {
  const story = new Story();
  const published = (edtf: string) => ({ published: { edtf, zone: ZONE } });
  story.tell(MARCH, 'SourceRecorded', { kind: 'WEB', ...published('2026-03-02') });
  story.tell(APRIL, 'SourceRecorded', { kind: 'WEB', ...published('2026-04-01') });
  story.tell(UNDATED, 'SourceRecorded', { kind: 'WEB' });
  story.incident(1, data, { sources, on: '2026-01-14T18:50' });
  return story;
}

const correct = (story: Story, title: string, told: Told & { instead?: string } = {}): StoredEvent => {
  const [reported] = story.log.events.filter(({ type }) => type === 'IncidentReported');
  const replacement = { ...reported!.data, title };
  const instead = told.instead ? { sources: [{ source: told.instead }] } : {};
  const data = { entry: reported!.id, type: 'IncidentReported', schema: 1, replacement, kept: [], ...instead };
  return story.tell(incident, 'EntryCorrected', data as JsonObject, told);
};

async function publicBy(story: Story, day: string) {
  const now = (await new ModelHarness(story.log).catchUp(3)).now();
  return now.publicBy(Date.parse(`${day}T23:59:59Z`));
}
const title = async (story: Story, day: string) =>
  (await (await publicBy(story, day)).record<Incident>(incident))?.state.title?.value;
const titles = (story: Story) =>
  Promise.all(['2026-03-01', '2026-03-10', '2026-04-02', '2027-01-01'].map((day) => title(story, day)));

describe('a correction of what was public', () => {
  it('is known from when a source that it puts in the place of others was published', async () => {
    const story = told();
    correct(story, 'Put right', { instead: APRIL });
    expect(await titles(story)).toEqual([undefined, 'Incident number 1', 'Put right', 'Put right']);
  });

  it('is known from when its own source was published', async () => {
    const story = told();
    correct(story, 'Put right', { sources: [APRIL] });
    expect(await titles(story)).toEqual([undefined, 'Incident number 1', 'Put right', 'Put right']);
  });

  it('has its source among those of the record from then on', async () => {
    const story = told();
    correct(story, 'Put right', { sources: [MARCH, APRIL] });
    const sources = async (day: string) => (await (await publicBy(story, day)).record<Incident>(incident))?.sources;
    expect([await sources('2026-03-10'), await sources('2026-04-02')]).toEqual([[MARCH], [MARCH, APRIL]]);
  });

  it('without any source is as old as the entry', async () => {
    const story = told();
    correct(story, 'A slip');
    expect(await titles(story)).toEqual([undefined, 'A slip', 'A slip', 'A slip']);
  });

  it('that builds on another is not known before that', async () => {
    const story = told();
    const first = correct(story, 'Put right', { instead: APRIL });
    correct(story, 'Put right, and a slip');
    expect(await titles(story)).toEqual([
      undefined,
      'Incident number 1',
      'Put right, and a slip',
      'Put right, and a slip',
    ]);
    story.tell(incident, 'EntryWithdrawn', { entry: first.id });
    expect((await titles(story))[1]).toBe('Put right, and a slip');
  });

  it('may name a source that is older than that of the entry', async () => {
    const story = told([APRIL]);
    correct(story, 'Known before', { instead: MARCH });
    expect(await titles(story)).toEqual([undefined, 'Known before', 'Known before', 'Known before']);
  });

  it('of which the source has no date is never known', async () => {
    const story = told();
    correct(story, 'Put right', { instead: UNDATED });
    expect((await titles(story)).at(-1)).toBe('Incident number 1');
  });
});

describe('what only a later source supports', () => {
  const on = (source: string, ...supports: string[]) => ({ source, ...(supports.length ? { supports } : {}) });
  const read = async (story: Story, day: string) => (await publicBy(story, day)).record<Incident>(incident);

  it('is left out, and so is that source: the time is unknown', async () => {
    const story = told([on(MARCH, '/data'), on(APRIL, '/occurred')]);
    const before = await read(story, '2026-03-10');
    expect(before?.state.occurred?.value).toEqual({ edtf: 'XXXX', zone: ZONE });
    expect(before?.sources).toEqual([MARCH]);
    const after = await read(story, '2026-04-02');
    expect([after?.state.occurred?.value.edtf, after?.sources]).toEqual(['2026-01-14T18:50', [MARCH, APRIL]]);
  });

  it('stays where a public source is for the whole', async () => {
    const story = told([on(MARCH), on(APRIL, '/occurred')]);
    expect((await read(story, '2026-03-10'))?.state.occurred?.value.edtf).toBe('2026-01-14T18:50');
  });

  it('is left out of the data where that may be absent', async () => {
    const externalIds = ['1', '2', '3'].map((value) => ({ scheme: 'a-tracker', value }));
    const parts = ['/data/narrative', '/data/externalIds/0', '/data/externalIds/2'];
    const some = [on(MARCH, '/data/kinds', '/data/title', '/occurred'), on(APRIL, ...parts)];
    const state = (await read(told(some, { narrative: 'What happened', externalIds }), '2026-03-10'))?.state;
    expect(state?.narrative).toBeUndefined();
    expect(state?.externalIds.map(({ value }) => value.value)).toEqual(['2']);
  });

  it('takes the entry with it where it cannot do without', async () => {
    const story = told([on(MARCH, '/occurred'), on(APRIL, '/data')]);
    expect(await read(story, '2026-03-10')).toBeUndefined();
    expect(await read(told([on(MARCH, '/occurred'), on(APRIL, '/data/kinds')]), '2026-03-10')).toBeUndefined();
  });
});

describe('what the record refers to', () => {
  const person = id('person');
  const agency = 'agency-us-fbi';
  const sealed = (field: string) => [
    { at: `/data/${field}/value`, path: `/data/${field}/value`, field, subject: person, commitment: 'Y29tbWl0' },
  ];
  const story = () => {
    const said = told();
    said.tell(person, 'PersonRegistered', { kind: 'OFFICER' });
    said.tell(person, 'PersonDescribed', { health: {} }, { sources: [MARCH], sealed: sealed('health') });
    said.tell(person, 'PersonDescribed', { badge: {} }, { sources: [APRIL], sealed: sealed('badge') });
    said.tell(person, 'OfficerStatusChanged', { agency, status: 'ON_LEAVE' }, { sources: [APRIL] });
    said.tell(person, 'DisclosureDecided', { fields: ['badge'], basis: { code: 'CONSENT' } });
    said.tell(agency, 'AgencyRegistered', { name: 'An agency', jurisdiction: 'FEDERAL' });
    said.tell(agency, 'AgencyRenamed', { name: 'Another name' }, { sources: [APRIL] });
    return said;
  };
  const read = async (day: string) => {
    const open = await publicBy(story(), day);
    const [of, by] = [await open.record<Person>(person), await open.record<Agency>(agency)];
    return {
      kinds: of?.state.registrations.map(({ kind }) => kind),
      described: of?.state.described.map(({ field }) => field),
      statuses: of?.state.officerStatuses.map(({ status }) => status),
      disclosures: of?.state.disclosures.length,
      agency: by && currentName(by.state),
    };
  };

  it('is registered at any time; what is said of it passes by its sources', async () => {
    const registered = { kinds: ['OFFICER'], disclosures: 1 };
    const nothing = { ...registered, described: [], statuses: [], agency: 'An agency' };
    expect(await read('2026-03-01')).toEqual(nothing);
    expect(await read('2026-03-10')).toEqual({ ...nothing, described: ['health'] });
    const all = { described: ['health', 'badge'], statuses: ['ON_LEAVE'], agency: 'Another name' };
    expect(await read('2026-04-02')).toEqual({ ...registered, ...all });
  });

  it('once all is public is what is on record', async () => {
    const now = (await new ModelHarness(story().log).catchUp(3)).now();
    const open = now.publicBy(Date.parse('2026-04-02T23:59:59Z'));
    for (const [kept, shown] of [
      [now.record(person), await open.record(person)],
      [now.record(agency), await open.record(agency)],
      [now.record(MARCH), await open.record(MARCH)],
    ])
      expect(shown?.state).toEqual(kept?.state);
  });
});

describe('what we decided about our own record', () => {
  it('counts as it stands: a fact that was withdrawn was nobody’s to know', async () => {
    const story = told();
    const shot = { type: { code: 'FIREARM' }, manner: 'UNKNOWN' };
    const force = story.tell(incident, 'ForceReported', shot, { sources: [MARCH] });
    story.tell(incident, 'EntryWithdrawn', { entry: force.id });
    expect((await (await publicBy(story, '2026-03-10')).record<Incident>(incident))?.state.force).toEqual([]);
  });

  it('waits for a source that it names', async () => {
    const story = told();
    const force = story.tell(
      incident,
      'ForceReported',
      { type: { code: 'FIREARM' }, manner: 'UNKNOWN' },
      { sources: [MARCH] },
    );
    story.tell(incident, 'EntryWithdrawn', { entry: force.id }, { sources: [APRIL] });
    const known = async (day: string) => (await (await publicBy(story, day)).record<Incident>(incident))?.state.force;
    expect([(await known('2026-03-10'))?.length, (await known('2026-04-02'))?.length]).toEqual([1, 0]);
  });

  it('leaves the tombstone of a record that was fabricated, and makes no record of its own', async () => {
    const story = told();
    story.tell(incident, 'RecordRetracted', { because: 'FABRICATED' });
    const read = async (day: string) => (await publicBy(story, day)).record<Incident>(incident);
    expect((await read('2026-03-10'))?.retraction).toMatchObject({ because: 'FABRICATED' });
    expect(await read('2026-03-01')).toBeUndefined();
  });

  it('shows the facts of a duplicate, and where it was merged', async () => {
    const story = told();
    story.incident(2, {}, { sources: [MARCH] });
    story.tell(
      id('incident', 2),
      'ForceReported',
      { type: { code: 'FIREARM' }, manner: 'UNKNOWN' },
      { sources: [APRIL] },
    );
    story.tell(id('incident', 2), 'IncidentMerged', { into: incident });
    const open = await publicBy(story, '2026-03-10');
    const { duplicates } = (await open.files([incident])).get(incident)!;
    expect(duplicates.map(({ state }) => [state.mergedInto?.value, state.force.length])).toEqual([[incident, 0]]);
  });
});
