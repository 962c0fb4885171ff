import { boundsOf } from '../time/index.js';
import { heldOffice } from './office.term.js';
import { initialPerson, type Registration } from './person.state.js';

const zone = 'America/Chicago';
const at = (edtf: string) => boundsOf({ edtf, zone });
const NOW = Date.UTC(2026, 0, 20);

const official = (term?: string, more: Partial<Registration> = {}): Registration => ({
  kind: 'PUBLIC_OFFICIAL',
  office: 'Mayor',
  ...(term ? { term: { edtf: term, zone } } : {}),
  entry: 'e1',
  at: { edtf: '2026-01-15', zone },
  ...more,
});
const held = (registrations: readonly Registration[], ...times: string[]) =>
  heldOffice({ ...initialPerson('person-00000000-0000-4000-8000-000000000001'), registrations }, times.map(at), NOW);

describe('a public official', () => {
  it.each([
    ['within the term', '2010/2014', ['2012-05-01'], true],
    ['on its last day', '2010/2014', ['2014-12-31'], true],
    ['after it', '2010/2014', ['2026-01-14'], false],
    ['before it', '2018-01-02/..', ['2017'], false],
    ['in a term that goes on', '2018-01-02/..', ['2026-01-14'], true],
    ['perhaps within it', '2018-01-02/..', ['2018-01'], true],
    ['once within it, and once after', '2010/2014', ['2012', '2026-01-14'], false],
    ['nobody knows when, after a term that is over', '2010/2014', ['XXXX'], false],
    ['nobody knows when, in a term that goes on', '2018-01-02/..', ['XXXX'], true],
    ['in no way at all, after a term that is over', '2010/2014', [], false],
    ['in no way at all, in a term that goes on', '2018-01-02/..', [], true],
  ])('acted %s', (_, term, times, expected) => {
    expect(held([official(term)], ...times)).toBe(expected);
  });

  it('of whom no term is on record holds the office throughout', () => {
    expect(held([official()], '1999', '2026-01-14')).toBe(true);
  });

  it('may have held one office after the other', () => {
    const both = [official('2010/2014'), official('2019/..', { office: 'Governor' })];
    expect(held(both, '2012', '2026-01-14')).toBe(true);
    expect(held(both, '2016')).toBe(false);
  });

  it('holds an office for the term that was registered last', () => {
    expect(held([official(), official('2010/2014')], '2026-01-14')).toBe(false);
    expect(held([official('2010/2014'), official('2010/..')], '2026-01-14')).toBe(true);
  });
});
