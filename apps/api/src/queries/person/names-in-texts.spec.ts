import { id, entryId, Story } from '../../../../../libs/read-model/src/testing/story.js';
import type { LogIndex } from '#domain';
import type { Opening } from '#vault';
import type { Role } from '../../auth/viewer.js';
import { loadConfig } from '../../config/index.js';
import { RequestScope } from '../../graphql/request-scope.js';
import '../index.js';
import { Moments } from '../moment/moments.js';
import type { ReadingVault } from '../moment/reading.js';
import { StoryModel } from '../testing/story.model.js';
import { type NameSearch, namesInTexts } from './names-in-texts.js';

const ADA = id('person');
const SOURCE = { sources: [id('source')] };

/** Opens every sealed value as the same name. */
const vault: ReadingVault = {
  open: async (refs) => refs.map(() => ({ field: 'name', value: 'Ada Testperson' }) as Opening),
  searchByName: async () => [],
  listTokens: async () => [],
};

/** A person with a part in the first incident. */
function storyOfAda(minor: 'YES' | 'NO' = 'NO'): Story {
  const story = new Story();
  story.tell(ADA, 'PersonRegistered', { kind: 'PRIVATE' });
  const sealed = [{ path: '/data/name/full', subject: ADA, commitment: 'Y29tbWl0' }];
  story.tell(ADA, 'PersonDescribed', { name: {} }, { ...SOURCE, sealed });
  story.incident(1, { title: 'Ada Testperson was stopped' }, SOURCE);
  story.tell(id('incident'), 'PersonInvolved', { person: ADA, role: 'SUBJECT', minor }, SOURCE);
  return story;
}

async function look(story: Story, search: Partial<NameSearch> = {}, roles: readonly Role[] = ['EDITOR']) {
  const model = await new StoryModel(story).catchUp();
  const viewer = { actor: id('actor'), roles: new Set(roles) };
  const moment = new Moments(model, vault, loadConfig({})).at(model.status().index, {
    scope: new RequestScope(),
    viewer,
  });
  return namesInTexts((await moment.find(ADA, 'Person'))!, { first: 20, ...search });
}
const placesOf = (found: Awaited<ReturnType<typeof look>>) =>
  found?.texts.map(({ place, path }) => [place.record, path]);

describe('the texts that name a person', () => {
  it('are those of their incidents and of what bears on these, and not those of others', async () => {
    const story = storyOfAda();
    story.tell(id('source'), 'SourceRecorded', { kind: 'WEB', title: 'Who Ada Testperson was' });
    story.investigation(1, [1], { scope: 'Whether Ada Testperson resisted' }, SOURCE);
    story.tell(id('case'), 'CaseOpened', {
      kind: 'CRIMINAL',
      against: 'SUBJECT',
      incidents: [id('incident')],
      parties: [],
      summary: 'State v. Ada Testperson',
    });
    story.statement(1, [1], { summary: 'Ada Testperson fled' }, SOURCE);
    const about = { claimId: 'c1', topic: { code: 'FLIGHT' }, act: 'ASSERTS', text: 'So', about: { person: ADA } };
    story.statement(2, [], { summary: 'Testperson, Ada, again', claims: [about] }, SOURCE);
    story.incident(2, { title: 'Ada Testperson elsewhere' }, SOURCE);
    story.statement(3, [2], { summary: 'Ada Testperson was not there' }, SOURCE);
    expect(placesOf(await look(story))).toEqual([
      [id('incident'), '/data/title'],
      [id('source'), '/data/title'],
      [id('investigation'), '/data/scope'],
      [id('case'), '/data/summary'],
      [id('statement'), '/data/summary'],
      [id('statement', 2), '/data/summary'],
    ]);
  });

  it('are those of the incidents too that were merged with theirs, either way', async () => {
    const story = storyOfAda();
    for (const n of [2, 3]) story.incident(n, { title: 'Ada Testperson, twice on record' }, SOURCE);
    story.tell(id('incident', 2), 'IncidentMerged', { into: id('incident') });
    story.tell(id('incident'), 'IncidentMerged', { into: id('incident', 3) });
    story.incident(4, { title: 'Ada Testperson, before' }, SOURCE);
    story.tell(id('incident'), 'IncidentsLinked', { to: id('incident', 4), relation: 'PRECEDED' });
    expect(placesOf(await look(story))?.map(([record]) => record)).toEqual([1, 2, 3].map((n) => id('incident', n)));
  });

  it('are those too that were corrected: history shows them', async () => {
    const story = storyOfAda();
    const replacement = { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A woman was stopped' };
    const correction = { entry: entryId(2), type: 'IncidentReported', schema: 1, replacement, kept: [] };
    story.tell(id('incident'), 'EntryCorrected', correction, SOURCE);
    expect(placesOf(await look(story))).toEqual([[id('incident'), '/data/title']]);
  });

  it('are found where single words of the name stand only if that is asked for', async () => {
    const story = storyOfAda();
    story.statement(1, [1], { summary: 'Ms Testperson fled' }, SOURCE);
    expect((await look(story))?.texts).toHaveLength(1);
    const all = await look(story, { singleWords: true });
    expect(all?.texts.map(({ kind, words }) => [kind, words])).toEqual([
      ['NAME', ['Ada Testperson']],
      ['TOKEN', ['Testperson']],
    ]);
  });

  it('are looked for by EDITOR and ADMIN alone, and of a minor by ADMIN', async () => {
    expect((await look(storyOfAda(), {}, ['ADMIN']))?.texts).toHaveLength(1);
    for (const roles of [[], ['VIEWER'], ['AUDITOR']] as const)
      expect(await look(storyOfAda(), {}, roles)).toBeUndefined();
    expect(await look(storyOfAda('YES'))).toBeUndefined();
    expect((await look(storyOfAda('YES'), {}, ['ADMIN']))?.texts).toHaveLength(1);
  });

  it('are told in parts that go on from each other, each text once', async () => {
    const story = storyOfAda();
    for (let n = 1; n <= 6; n++) story.statement(n, [1], { summary: `Ada Testperson, for the ${n}th time` }, SOURCE);
    const seen: unknown[] = [];
    for (let after: LogIndex | undefined, more = true; more;) {
      const found = await look(story, { first: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...found!.texts.map(({ entry }) => entry));
      after = found!.next;
      more = after !== undefined;
    }
    expect(seen).toEqual([2, 4, 5, 6, 7, 8, 9].map(entryId));
  });

  it('are told to be only those of so many records, where more bear on the person', async () => {
    const story = storyOfAda();
    const sources = Array.from({ length: 1_000 }, (_, n) => id('source', n + 1));
    story.statement(1, [1], { summary: 'Ada Testperson fled' }, { sources });
    expect(await look(storyOfAda())).toMatchObject({ leftOut: false });
    expect(await look(story)).toMatchObject({ leftOut: true, texts: [{ words: ['Ada Testperson'] }, {}] });
  });

  it('are looked for in so many entries at once, and in the rest from there', async () => {
    const story = storyOfAda();
    for (let n = 0; n < 2_000; n++) story.tell(id('incident'), 'StatusConfirmed', { checked: [{ code: 'NEWS' }] });
    story.statement(1, [1], { summary: 'Ada Testperson at last' }, SOURCE);
    const first = await look(story);
    expect(first?.texts).toHaveLength(1);
    const rest = await look(story, { after: first!.next! });
    expect([placesOf(rest), rest?.next]).toEqual([[[id('statement'), '/data/summary']], undefined]);
  });
});
