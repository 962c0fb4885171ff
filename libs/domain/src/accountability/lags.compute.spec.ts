import { draft } from '#domain/testing';
import { CaseOpened, ChargesFiled } from '../case/case.events.js';
import {
  InvestigationClosed,
  InvestigationMilestoneRecorded,
  InvestigationReopened,
} from '../investigation/investigation.events.js';
import { lagsOf } from './lags.compute.js';
import {
  entryOf,
  fbi,
  file,
  INCIDENT,
  investigationOpened,
  man,
  reported,
  said,
} from './testing/incident-file.fixture.js';

const milestone = (code: string, on: string) => draft(InvestigationMilestoneRecorded, { milestone: { code } }, { on });
const closed = (on: string) => draft(InvestigationClosed, { outcome: 'NO_CHARGES' }, { on });
const aCase = (against: 'SUBJECT' | 'OFFICER', on: string) => [
  draft(CaseOpened, { kind: 'CRIMINAL', against, incidents: [INCIDENT], jurisdiction: 'STATE' }, { on }),
  draft(ChargesFiled, { charges: [{ chargeId: 'a', defendant: man, level: 'FELONY', counts: 1 }] }, { on }),
];

describe('hours from the incident', () => {
  it('are exact where both times are, with the entries they rest on', () =>
    expect(lagsOf(file({ statements: [[said({}, '2026-01-14T22:50')]] })).statement).toEqual({
      hours: 4,
      minHours: 4,
      maxHours: 4,
      entries: [entryOf('incident', 0, 0), entryOf('statement', 0, 0)],
    }));

  it('lie between two numbers where a time is not exact', () => {
    const { investigation } = lagsOf(file({ investigations: [[investigationOpened(fbi, '2026-01-15')]] }));
    expect(investigation).toMatchObject({ minHours: 5.15, maxHours: 29.17 });
    expect(investigation).not.toHaveProperty('hours');
  });

  it('are not negative where both may be of one day', () =>
    expect(lagsOf(file({ statements: [[said({}, '2026-01-14')]] })).statement).toMatchObject({
      minHours: 0,
      maxHours: 5.17,
    }));

  it('have no upper bound where the end is open, and are absent where nothing is known', () => {
    const open = lagsOf(file({ statements: [[said({}, '2026-01-16/..')]] })).statement;
    expect(open).toMatchObject({ minHours: 29.15 });
    expect(open).not.toHaveProperty('maxHours');
    expect(lagsOf(file({ statements: [[said({}, 'XXXX')]] }))).toEqual({});
    expect(lagsOf(file({ incident: [reported({}, 'XXXX')], statements: [[said()]] }))).toEqual({});
  });

  it('do not count what came before the incident', () =>
    expect(
      lagsOf(file({ statements: [[said({}, '2026-01-10')], [said({}, '2026-01-14T22:50')]] })).statement?.hours,
    ).toBe(4));

  it('are to the first of several, and no more than the least most where they are not exact', () => {
    const lags = lagsOf(file({ statements: [[said({}, '2026-01-14T23:50')], [said({}, '2026-01-14T22:50')]] }));
    expect(lags.statement).toMatchObject({
      hours: 4,
      entries: [entryOf('incident', 0, 0), entryOf('statement', 1, 0)],
    });
    const inexact = lagsOf(file({ statements: [[said({}, '2026-01-14')], [said({}, '2026-01-14T20:50')]] }));
    expect(inexact.statement).toMatchObject({ minHours: 0, maxHours: 2 });
    expect(inexact.statement).not.toHaveProperty('hours');
  });

  it('are told for the officer named, the footage and the charges by side', () => {
    const lags = lagsOf(
      file({
        investigations: [
          [
            investigationOpened(fbi, '2026-01-15T18:50'),
            milestone('OFFICER_NAMED', '2026-01-16T18:50'),
            milestone('FOOTAGE_RELEASED', '2026-01-17T18:50'),
            milestone('AUTOPSY', '2026-01-15T20:50'),
          ],
        ],
        cases: [aCase('SUBJECT', '2026-01-18T18:50'), aCase('OFFICER', '2026-01-19T18:50')],
      }),
    );
    expect(Object.entries(lags).map(([name, lag]) => [name, lag.hours])).toEqual([
      ['investigation', 24],
      ['officerNamed', 48],
      ['footage', 72],
      ['charges', 96],
      ['chargesAgainstOfficer', 120],
    ]);
  });

  it('reach to the last closing, once all are closed', () => {
    const first = [investigationOpened(fbi, '2026-01-15'), closed('2026-01-20T18:50')];
    const second = [investigationOpened(fbi, '2026-01-15'), closed('2026-01-24T18:50')];
    expect(lagsOf(file({ investigations: [first, second] })).closing).toMatchObject({
      hours: 240,
      entries: [entryOf('incident', 0, 0), entryOf('investigation', 1, 1)],
    });
    const reopened = [...second, draft(InvestigationReopened, {}, { on: '2026-02-01' })];
    expect(lagsOf(file({ investigations: [first, reopened] })).closing).toBeUndefined();
  });
});
