import { draft } from '#domain/testing';
import { CaseOpened, CustodyChanged } from '../case/case.events.js';
import { ForceReported, InjuryReported, PersonInvolved } from '../incident/incident.events.js';
import { EntryWithdrawn } from '../record/record.events.js';
import { contestedOf } from './contested.compute.js';
import { entryOf, file, INCIDENT, man, reported, STATEMENTS } from './testing/incident-file.fixture.js';

const claimed = (n: 0 | 1) => ({ kind: 'CLAIM', statement: STATEMENTS[n], claim: 'c1' }) as const;
type Severity = 'FATAL' | 'MINOR' | 'UNKNOWN';
const injury = (severity: Severity, on = '2026-01-14', injured: { person: string } | { described: string } = man) =>
  draft(InjuryReported, { injured, severity, hospitalised: 'UNKNOWN' }, { on });
const force = (manner: 'DISPLAYED' | 'DISCHARGED_HIT' | 'DISCHARGED_MISSED', by?: 0 | 1) =>
  draft(
    ForceReported,
    { type: { code: 'FIREARM' }, manner, by: { described: 'an officer' } },
    { on: '2026-01-14', ...(by === undefined ? {} : { attribution: claimed(by) }) },
  );
const role = (as: 'SUBJECT' | 'OFFICER' | 'WITNESS') =>
  draft(PersonInvolved, { ...man, role: as, minor: 'NO' }, { on: '2026-01-14' });
const contested = (...drafts: ReturnType<typeof draft>[]) => contestedOf(file({ incident: [reported(), ...drafts] }));

describe('facts that exclude each other', () => {
  it('stand side by side: two severities of one injury', () =>
    expect(contested(injury('MINOR'), injury('FATAL'))).toEqual([
      {
        record: INCIDENT,
        type: 'InjuryReported',
        aspect: 'severity',
        versions: [
          { value: 'MINOR', facts: [{ entry: entryOf('incident', 0, 1) }] },
          { value: 'FATAL', facts: [{ entry: entryOf('incident', 0, 2) }] },
        ],
        entries: [entryOf('incident', 0, 1), entryOf('incident', 0, 2)],
      },
    ]));

  it('are not a change from one day to the next', () =>
    expect(contested(injury('MINOR'), injury('FATAL', '2026-01-20'))).toEqual([]));

  it('are not what is unknown, nor what is said of others', () =>
    expect(
      contested(injury('MINOR'), injury('UNKNOWN'), injury('FATAL', '2026-01-14', { described: 'an officer' })),
    ).toEqual([]));

  it('are the same described people only word for word', () => {
    const described = (words: string) => ({ described: words });
    expect(
      contested(
        injury('MINOR', '2026-01-14', described('An officer')),
        injury('FATAL', '2026-01-14', described('an officer')),
      ),
    ).toHaveLength(1);
    expect(
      contested(injury('MINOR', '2026-01-14', described('one')), injury('FATAL', '2026-01-14', described('two'))),
    ).toEqual([]);
  });

  it('are two accounts of how a weapon was used, with who says which', () =>
    expect(contested(force('DISPLAYED', 0), force('DISCHARGED_HIT', 1))).toMatchObject([
      {
        aspect: 'manner',
        versions: [
          { value: 'DISPLAYED', facts: [{ attribution: claimed(0) }] },
          { value: 'DISCHARGED_HIT', facts: [{ attribution: claimed(1) }] },
        ],
      },
    ]));

  it('are not two shots of one account, of which one hit', () =>
    expect(contested(force('DISCHARGED_HIT', 0), force('DISCHARGED_MISSED', 0))).toEqual([]));

  it('are two roles that no one has at once, and not that of a witness', () => {
    expect(contested(role('SUBJECT'), role('OFFICER'))).toMatchObject([{ aspect: 'role' }]);
    expect(contested(role('SUBJECT'), role('WITNESS'))).toEqual([]);
  });

  it('are no longer contested once one of them is withdrawn', () =>
    expect(
      contested(injury('MINOR'), injury('FATAL'), draft(EntryWithdrawn, { entry: entryOf('incident', 0, 2) })),
    ).toEqual([]));

  it('are found in what followed, too: in custody by one account, released by another', () => {
    const opened = draft(CaseOpened, {
      kind: 'CRIMINAL',
      against: 'SUBJECT',
      incidents: [INCIDENT],
      jurisdiction: 'UNKNOWN',
    });
    const custody = (value: 'IN_CUSTODY' | 'RELEASED' | 'HOSPITALISED', by: 0 | 1) =>
      draft(CustodyChanged, { of: man, custody: value }, { on: '2026-01-14', attribution: claimed(by) });
    const inCase = (...drafts: ReturnType<typeof custody>[]) => contestedOf(file({ cases: [[opened, ...drafts]] }));
    expect(inCase(custody('IN_CUSTODY', 0), custody('RELEASED', 1))).toMatchObject([{ aspect: 'custody' }]);
    expect(inCase(custody('IN_CUSTODY', 0), custody('HOSPITALISED', 1))).toEqual([]);
  });
});
