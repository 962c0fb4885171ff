import { initialPerson, type Involvement, type LogIndex, type Person } from '#domain';
import type { IndexedEntry } from '#read-model';
import { latestDescribed, personFacts } from './person.facts.js';

const at = { edtf: '2026-01-14', zone: 'America/Chicago' };
const ADA = 'person-00000000-0000-4000-8000-000000000001';
const person = (more: Partial<Person> = {}): Person => ({ ...initialPerson(ADA), ...more });
const part = (more: Partial<Involvement>): Involvement => ({
  person: ADA,
  role: 'WITNESS',
  minor: 'NO',
  entry: 'e1',
  at,
  ...more,
});
const locate = (entry: string): IndexedEntry => ({
  index: 7 as LogIndex,
  entry,
  record: ADA,
  revision: 0,
  type: 'PersonalDataErased',
  recordedAt: '2026-03-01T00:00:00.000Z',
});

describe('what policy knows of a person', () => {
  it('is that of a private person where nothing is said', () => {
    expect(personFacts(person(), [], locate, () => true)).toMatchObject({ kind: 'PRIVATE', minor: false });
  });

  it('is that they are a minor as soon as one account says so', () => {
    const parts = [part({ minor: 'NO' }), part({ minor: 'YES' })];
    expect(personFacts(person(), parts, locate, () => true).minor).toBe(true);
    const restrictions = [{ fields: 'ALL' as const, ground: 'MINOR' as const, entry: 'e2', at }];
    expect(personFacts(person({ restrictions }), [], locate, () => true)).toMatchObject({
      minor: true,
      restrictions: [],
    });
  });

  it('is that an official to whom something was done is not there in office', () => {
    const registrations = [{ kind: 'PUBLIC_OFFICIAL' as const, office: 'Mayor', entry: 'e1', at }];
    const acting = (role: Involvement['role'], held = true) =>
      personFacts(person({ registrations }), [part({ role })], locate, () => held).actingInOffice;
    expect([acting('WITNESS'), acting('SUBJECT'), acting('WITNESS', false)]).toEqual([true, false, false]);
    expect(personFacts(person(), [], locate, () => true).actingInOffice).toBe(false);
  });

  it('places an erasure in the log, so that what came later is not taken for erased', () => {
    const erasures = [{ fields: ['name' as const], basis: 'COURT_ORDER', verifiedBy: [], entry: 'e7', at }];
    expect(personFacts(person({ erasures }), [], locate, () => true).erasures).toEqual([
      { fields: ['name'], basis: 'COURT_ORDER', entry: 'e7', index: 7, at: '2026-03-01T00:00:00.000Z' },
    ]);
  });
});

describe('a field of a person', () => {
  const described = (field: 'name' | 'age', entry: string) => ({ field, entry, at, sealed: [{ entry } as never] });

  it('is the latest that is on record', () => {
    const record = person({ described: [described('name', 'e1'), described('age', 'e2'), described('name', 'e3')] });
    expect(latestDescribed(record, 'name')).toEqual({ subject: ADA, field: 'name', leaves: [{ entry: 'e3' }] });
    expect(latestDescribed(record, 'gender')).toBeUndefined();
  });
});
