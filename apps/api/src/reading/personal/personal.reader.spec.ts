import type { LogIndex } from '#domain';
import type { Opening, OpeningRef, ViewerRole } from '#vault';
import { type PersonalSources, PersonalReader, type PersonalViewer, type SealedValue } from './personal.reader.js';
import type { SubjectFacts } from './subject.facts.js';

const ADA = 'person-00000000-0000-4000-8000-000000000001';
const PRIVATE: SubjectFacts = {
  kind: 'PRIVATE',
  minor: false,
  actingInOffice: true,
  disclosures: [],
  restrictions: [],
  erasures: [],
};
const leaf = (path: string, event = 'e5') => ({ at: path, event, path, subject: ADA, commitment: `c${path}` });
const name: SealedValue = { subject: ADA, field: 'name', leaves: [leaf('/data/name/full')] };
const nationality: SealedValue = {
  subject: ADA,
  field: 'nationality',
  leaves: [leaf('/data/nationality/code'), leaf('/data/nationality/raw/value')],
};
const VALUES: Readonly<Record<string, string>> = {
  '/data/name/full': 'Ada Testperson',
  '/data/nationality/code': 'VE',
  '/data/nationality/raw/value': 'Venezuelan',
};

/** Entry `e<n>` has index n. */
function reading(
  facts: Partial<SubjectFacts>,
  viewer: PersonalViewer,
  lost: readonly string[] = [],
  { partial = false, gate = { isOpen: true } } = {},
) {
  const asked: (readonly OpeningRef[])[] = [];
  const sources: PersonalSources = {
    async open(refs) {
      asked.push(refs);
      return refs.map(({ eventId, path, commitment }): Opening | undefined =>
        lost.includes(path)
          ? undefined
          : { eventId, path, commitment, subject: ADA, field: '', salt: '', value: VALUES[path]! },
      );
    },
    facts: () => ({ ...PRIVATE, ...facts }),
    indexOf: (entry) => Number(entry.slice(1)) as LogIndex,
    partial,
    mayOpen: () => gate.isOpen,
  };
  return { asked, reader: new PersonalReader(sources, viewer) };
}

const as = (...roles: ViewerRole[]): PersonalViewer => ({ roles: new Set(roles) });
const PUBLIC = as();
const ADA_SEEN = { kind: 'DISCLOSED', value: 'Ada Testperson' };
const BY_ROLE = { kind: 'WITHHELD', reason: 'ROLE' };

describe('the name of a private person', () => {
  it.each([
    ['the public', PUBLIC, BY_ROLE],
    ['VIEWER', as('VIEWER'), BY_ROLE],
    ['EDITOR', as('EDITOR'), ADA_SEEN],
    ['AUDITOR', as('AUDITOR'), BY_ROLE],
    ['ADMIN', as('ADMIN'), ADA_SEEN],
  ])('read by %s', async (_, viewer, value) => {
    expect(await reading({}, viewer).reader.read(name)).toEqual(value);
  });

  it.each([
    ['is disclosed', { disclosures: [{ fields: ['name'], basis: 'CONSENT' }] }, ADA_SEEN],
    ['has another field disclosed', { disclosures: [{ fields: ['age'], basis: 'CONSENT' }] }, BY_ROLE],
    [
      'is restricted',
      {
        disclosures: [{ fields: ['name'], basis: 'CONSENT' }],
        restrictions: [{ fields: 'ALL' as const, reason: 'SAFETY' as const }],
      },
      { kind: 'WITHHELD', reason: 'SAFETY' },
    ],
    ['is a minor', { minor: true }, { kind: 'WITHHELD', reason: 'MINOR' }],
    ['holds an office and acts in it', { kind: 'PUBLIC_OFFICIAL' as const }, ADA_SEEN],
    ['holds an office and does not act in it', { kind: 'PUBLIC_OFFICIAL' as const, actingInOffice: false }, BY_ROLE],
  ])('read by the public, where the person %s', async (_, facts, value) => {
    expect(await reading(facts, PUBLIC).reader.read(name)).toEqual(value);
  });

  it('is held back from everyone while erasures that the log holds may not be carried out, and given afterwards', async () => {
    const gate = { isOpen: false };
    const { reader, asked } = reading({}, as('ADMIN'), [], { gate });
    expect(await reader.read(name)).toEqual({ kind: 'WITHHELD', reason: 'LOG_AWAY' });
    expect(await reader.openingsOf('e5', [leaf('/data/name/full')])).toEqual([]);
    expect(asked).toEqual([]);
    gate.isOpen = true;
    expect(await reader.read(name)).toEqual(ADA_SEEN);
  });

  it('is not opened for who may not see it', async () => {
    const { asked, reader } = reading({}, PUBLIC);
    await reader.read(name);
    expect(asked).toEqual([]);
  });
});

describe('an erasure', () => {
  const erased = (fields: readonly string[] | 'ALL', index: number) => ({
    erasures: [
      { fields, at: '2026-03-01T00:00:00.000Z', basis: 'COURT_ORDER', entry: `e${index}`, index: index as LogIndex },
    ],
  });
  const GONE = { kind: 'ERASED', at: '2026-03-01T00:00:00.000Z', basis: 'COURT_ORDER', entry: 'e9' };

  it.each([
    ['the public', PUBLIC],
    ['EDITOR', as('EDITOR')],
    ['ADMIN', as('ADMIN')],
  ])('is told to %s alike', async (_, viewer) => {
    expect(await reading(erased(['name'], 9), viewer).reader.read(name)).toEqual(GONE);
    expect(await reading(erased('ALL', 9), viewer).reader.read(name)).toEqual(GONE);
  });

  it('reaches neither other fields nor what was recorded later', async () => {
    expect(await reading(erased(['age'], 9), as('EDITOR')).reader.read(name)).toEqual(ADA_SEEN);
    expect(await reading(erased(['name'], 4), as('EDITOR')).reader.read(name)).toEqual(ADA_SEEN);
  });

  it('is told for a correction that was recorded before it, and not for one after', async () => {
    const corrected = (event: string) => ({ ...name, leaves: [leaf('/data/name/full', event)] });
    const { reader } = reading(erased(['name'], 9), as('EDITOR'));
    expect(await reader.read(corrected('e8'))).toEqual(GONE);
    expect(await reader.read(corrected('e10'))).toEqual(ADA_SEEN);
  });
});

describe('what is opened', () => {
  it('is asked for in one call, each leaf once', async () => {
    const { asked, reader } = reading({}, as('EDITOR'));
    const read = await Promise.all([reader.read(name), reader.read(nationality), reader.read(name)]);
    expect(read[1]).toEqual({ kind: 'DISCLOSED', value: 'Venezuelan', code: 'VE' });
    expect(asked.map((refs) => refs.map(({ path }) => path))).toEqual([
      ['/data/name/full', '/data/nationality/code', '/data/nationality/raw/value'],
    ]);
  });

  it('is never made up: a missing opening is an error that names the event and nothing more', async () => {
    const { reader } = reading({}, as('EDITOR'), ['/data/name/full']);
    await expect(reader.read(name)).rejects.toThrow('the vault holds no opening for a sealed value of event e5');
  });
});

describe('a copy that came with some openings only', () => {
  const held = (viewer: PersonalViewer) => reading({}, viewer, ['/data/name/full'], { partial: true }).reader;

  it('says of the others that it does not hold them, and shows its own', async () => {
    const reader = held(as('EDITOR'));
    expect(await reader.read(name)).toEqual({ kind: 'WITHHELD', reason: 'NOT_HELD' });
    expect(await reader.read(nationality)).toEqual({ kind: 'DISCLOSED', value: 'Venezuelan', code: 'VE' });
  });

  it('tells who may not see them why, as ever', async () => expect(await held(PUBLIC).read(name)).toEqual(BY_ROLE));
});

describe('what opens a value, for an export', () => {
  const sealed = nationality.leaves.map(({ path, subject, commitment }) => ({ path, subject, commitment }));
  const FIELD = '';
  const openedFor = async (facts: Partial<SubjectFacts>, viewer: PersonalViewer, lost: readonly string[] = []) => {
    const { asked, reader } = reading(facts, viewer, lost);
    return { asked, paths: (await reader.openingsOf('e5', sealed)).map(({ path }) => path) };
  };
  const all = sealed.map(({ path }) => path);

  it.each([
    ['EDITOR', as('EDITOR'), {}, all],
    ['the public', PUBLIC, {}, []],
    ['AUDITOR', as('AUDITOR'), {}, []],
    ['the public, where it is disclosed', PUBLIC, { disclosures: [{ fields: [FIELD], basis: 'CONSENT' }] }, all],
    ['EDITOR, where it is of a minor', as('EDITOR'), { minor: true }, []],
    ['EDITOR, of a confidential source', as('EDITOR'), { kind: 'SOURCE' as const }, []],
    ['ADMIN, of a confidential source', as('ADMIN'), { kind: 'SOURCE' as const }, []],
    ['ADMIN, of who works with the tracker', as('ADMIN'), { kind: 'ACTOR' as const }, []],
  ])('is given to %s', async (_, viewer, facts, paths) => {
    expect((await openedFor(facts, viewer)).paths).toEqual(paths);
  });

  it('is not given once it was erased, even while the vault holds it still', async () => {
    const erasures = [
      { fields: [FIELD], at: '2026-03-01T00:00:00.000Z', basis: 'COURT_ORDER', entry: 'e7', index: 7 as LogIndex },
    ];
    expect((await openedFor({ erasures }, as('ADMIN'))).paths).toEqual([]);
  });

  it('is asked of the vault at once, and what it has no more is left out', async () => {
    const { asked, paths } = await openedFor({}, as('EDITOR'), [all[0]!]);
    expect([asked.length, paths]).toEqual([1, [all[1]]]);
  });
});
