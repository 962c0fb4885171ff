import { draft } from '#domain/testing';
import { ArrestMade, CaseOpened, ChargesFiled, ChargeStatusChanged, CustodyChanged } from '../case/case.events.js';
import { RecordRetracted } from '../record/record.events.js';
import { arrestsOf, chargesOf } from './sides.compute.js';
import { CASES, entryOf, file, INCIDENT, man } from './testing/incident-file.fixture.js';

const opened = (against: 'SUBJECT' | 'OFFICER') =>
  draft(
    CaseOpened,
    { kind: 'CRIMINAL', against, incidents: [INCIDENT], jurisdiction: 'FEDERAL' },
    { on: '2026-01-15' },
  );
const charged = (...counts: number[]) =>
  draft(
    ChargesFiled,
    { charges: counts.map((n, i) => ({ chargeId: `c${i}`, defendant: man, level: 'FELONY' as const, counts: n })) },
    { on: '2026-01-16' },
  );
const dismissed = (chargeId: string) =>
  draft(ChargeStatusChanged, { chargeId, status: 'DISMISSED', prejudice: 'WITH' }, { on: '2026-02-13' });
const arrested = draft(ArrestMade, { of: man, arrest: 'ARRESTED' }, { on: '2026-01-16' });
const custody = (value: 'IN_CUSTODY' | 'RELEASED', on: string, of: { person: string } | { described: string } = man) =>
  draft(CustodyChanged, { of, custody: value }, { on });
const entry = (n: number) => entryOf('case', 0, n);

describe('charges', () => {
  it('are told by the side that the case is against, and by how each stands', () => {
    const groups = chargesOf(
      file({
        cases: [
          [opened('SUBJECT'), charged(1, 1), dismissed('c0')],
          [opened('OFFICER'), charged(4)],
        ],
      }),
    );
    expect(groups.map(({ side, status, counts, charges }) => [side, status, counts, charges.length])).toEqual([
      ['SUBJECT', 'DISMISSED', 1, 1],
      ['SUBJECT', 'PENDING', 1, 1],
      ['OFFICER', 'PENDING', 4, 1],
    ]);
    expect(groups[0]).toMatchObject({ charges: [{ case: CASES[0] }], entries: [entry(0), entry(1), entry(2)] });
  });

  it('leave out those of a retracted case', () =>
    expect(
      chargesOf(file({ cases: [[opened('SUBJECT'), charged(1), draft(RecordRetracted, { because: 'DUPLICATE' })]] })),
    ).toEqual([]));
});

describe('arrests', () => {
  it('are told with the custody that followed, and rest on both', () =>
    expect(
      arrestsOf(file({ cases: [[opened('OFFICER'), custody('RELEASED', '2026-01-20'), arrested]] })),
    ).toMatchObject([
      {
        side: 'OFFICER',
        case: CASES[0],
        of: man,
        status: 'RELEASED',
        arrest: { arrest: 'ARRESTED' },
        entries: [entry(0), entry(2), entry(1)],
      },
    ]));

  it('say that someone is in custody without an arrest on record', () =>
    expect(
      arrestsOf(
        file({
          cases: [
            [
              opened('SUBJECT'),
              custody('IN_CUSTODY', '2026-01-15', { described: 'one' }),
              custody('IN_CUSTODY', '2026-01-15', { described: 'another' }),
            ],
          ],
        }),
      ),
    ).toMatchObject([
      { status: 'IN_CUSTODY', of: { described: 'one' } },
      { status: 'IN_CUSTODY', of: { described: 'another' } },
    ]));

  it('stand as an arrest where custody came before it', () =>
    expect(
      arrestsOf(file({ cases: [[opened('SUBJECT'), arrested, custody('RELEASED', '2026-01-15')]] })),
    ).toMatchObject([{ status: 'ARRESTED', custody: { custody: 'RELEASED' } }]));
});
