import { draft } from '#domain/testing';
import { CaseOpened, ChargesFiled, ChargeStatusChanged } from '../case/case.events.js';
import { IncidentMerged } from '../incident/incident.events.js';
import { InvestigationClosed } from '../investigation/investigation.events.js';
import { RecordRetracted, RecordWentStale, StatusConfirmed } from '../record/record.events.js';
import { freshnessOf } from './freshness.compute.js';
import {
  entryOf,
  fbi,
  file,
  INCIDENT,
  INVESTIGATIONS,
  investigationOpened,
  man,
  RECORDED,
  reported,
  said,
} from './testing/incident-file.fixture.js';

const DAY = 86_400_000;
const confirmed = draft(StatusConfirmed, { checked: [{ what: 'The docket' }] });
const closed = draft(InvestigationClosed, { outcome: 'NO_CHARGES' }, { on: '2026-06-01' });
const aCase = [
  draft(
    CaseOpened,
    { kind: 'CRIMINAL', against: 'SUBJECT', incidents: [INCIDENT], jurisdiction: 'STATE' },
    { on: '2026-02-01' },
  ),
  draft(
    ChargesFiled,
    { charges: [{ chargeId: 'a', defendant: man, level: 'FELONY', counts: 1 }] },
    { on: '2026-02-02' },
  ),
];

describe('how fresh knowledge of an incident is', () => {
  it('counts from the last movement in any of its records, by when that was recorded', () =>
    expect(freshnessOf(file({ investigations: [[investigationOpened()]], statements: [[said(), said()]] }))).toEqual({
      lastMovementAt: { at: RECORDED + 1000, entry: entryOf('statement', 0, 1) },
      staleFrom: { at: RECORDED + 1000 + 90 * DAY, entry: entryOf('statement', 0, 1) },
    }));

  it('counts from the last confirmation where that is later', () =>
    expect(
      freshnessOf({ ...file({ investigations: [[investigationOpened(), confirmed]] }), thresholdDays: 30 }),
    ).toEqual({
      lastMovementAt: { at: RECORDED, entry: entryOf('incident', 0, 0) },
      lastConfirmedAt: { at: RECORDED + 1000, entry: entryOf('investigation', 0, 1) },
      staleFrom: { at: RECORDED + 1000 + 30 * DAY, entry: entryOf('investigation', 0, 1) },
    }));

  it('is not renewed by the entry that says that it went stale', () => {
    const stale = draft(RecordWentStale, { since: '2026-11-24T00:00:00.000Z', thresholdDays: 90 });
    expect(freshnessOf(file({ incident: [reported(), stale] })).lastMovementAt?.at).toBe(RECORDED);
  });

  it('goes stale where no one is known to investigate', () =>
    expect(freshnessOf(file({})).staleFrom?.at).toBe(RECORDED + 90 * DAY));

  it('does not go stale where all has ended', () =>
    expect(freshnessOf(file({ investigations: [[investigationOpened(fbi), closed]] })).staleFrom).toBeUndefined());

  it('goes stale where the investigation has ended and a charge is pending', () => {
    const investigations = [[investigationOpened(), closed]];
    expect(freshnessOf(file({ investigations, cases: [aCase] })).staleFrom).toBeDefined();
    const dismissed = draft(ChargeStatusChanged, { chargeId: 'a', status: 'DISMISSED' }, { on: '2026-03-01' });
    expect(freshnessOf(file({ investigations, cases: [[...aCase, dismissed]] })).staleFrom).toBeUndefined();
  });

  it('does not go stale for context that awaits no investigation, for a duplicate or for a tombstone', () => {
    const context = file({ incident: [reported({ relevance: 'CONTEXT' })] });
    const merged = file({ incident: [reported(), draft(IncidentMerged, { into: INCIDENT.replace(/1$/, '9') })] });
    const retracted = file({ incident: [reported(), draft(RecordRetracted, { because: 'FABRICATED' })] });
    expect([context, merged, retracted].map((input) => freshnessOf(input).staleFrom)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes the retraction of an investigation as a movement', () => {
    const retracted = [
      investigationOpened(),
      draft(RecordRetracted, { because: 'DUPLICATE', duplicateOf: INVESTIGATIONS[1] }),
    ];
    expect(freshnessOf(file({ investigations: [retracted] })).lastMovementAt).toEqual({
      at: RECORDED + 1000,
      entry: entryOf('investigation', 0, 1),
    });
  });
});
