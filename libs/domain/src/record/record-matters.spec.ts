import { draft, entryId, specify, ZONE } from '#domain/testing';
import { investigationDecider } from '../investigation/investigation.decider.js';
import {
  InvestigationClosed,
  InvestigationOpened,
  InvestigationSuspended,
} from '../investigation/investigation.events.js';
import {
  DeadlinePassed,
  EntryWithdrawn,
  RecordReinstated,
  RecordRetracted,
  RecordWentStale,
  StatusConfirmed,
} from './record.events.js';

const ID = 'investigation-00000000-0000-4000-8000-000000000003';
const INCIDENT = 'incident-00000000-0000-4000-8000-000000000001';
const investigation = specify(investigationDecider, ID);

const opened = draft(InvestigationOpened, { incidents: [INCIDENT], kind: { code: 'CRIMINAL' } }, { on: '2026-01-07' });
const closed = draft(InvestigationClosed, { outcome: 'NO_CHARGES' }, { on: '2026-06-01' });
const retracted = draft(RecordRetracted, { because: 'FABRICATED' });
const confirmed = draft(StatusConfirmed, { checked: [{ what: 'The press office' }] });
const stale = draft(RecordWentStale, { since: '2026-01-01T00:00:00.000Z', thresholdDays: 90 });

describe('retracting a record', () => {
  it('leaves a tombstone that still says what it held', () =>
    expect(investigation.given(opened, retracted).record()).toMatchObject({
      retraction: { because: 'FABRICATED', entry: entryId(1) },
      state: { status: 'OPEN' },
    }));

  it('refuses all that would be added, until it is reinstated', () => {
    investigation.given(opened, retracted).when(closed).thenRefused('RECORD_RETRACTED', '/record');
    investigation.given(opened, retracted).when(confirmed).thenRefused('RECORD_RETRACTED');
    investigation
      .given(opened, retracted)
      .when(draft(EntryWithdrawn, { entry: entryId(0) }))
      .thenRefused('RECORD_RETRACTED');
    investigation.given(opened, retracted, draft(RecordReinstated, {})).when(closed).thenRecorded({ status: 'CLOSED' });
  });

  it('refuses what is retracted, and to reinstate what is not', () => {
    investigation.given(opened, retracted).when(retracted).thenRefused('RECORD_RETRACTED', '/record');
    investigation.given(opened).when(draft(RecordReinstated, {})).thenRefused('NOT_RETRACTED');
  });

  it('refuses a record as its own duplicate', () =>
    investigation
      .given(opened)
      .when(draft(RecordRetracted, { because: 'DUPLICATE', duplicateOf: ID }))
      .thenRefused('SELF_REFERENCE', '/data/duplicateOf'));

  it('has no tombstone once it is reinstated', () =>
    expect(investigation.given(opened, retracted, draft(RecordReinstated, {})).record().retraction).toBeUndefined());

  it('refuses what would be about a record that does not exist', () => {
    investigation.given().when(retracted).thenRefused('UNKNOWN_RECORD', '/record');
    investigation.given().when(closed).thenRefused('UNKNOWN_RECORD', '/record');
  });
});

describe('confirming that nothing has moved', () => {
  it('is remembered, and moves nothing', () => {
    const record = investigation.given(opened, confirmed).record();
    expect(record.lastConfirmation?.entry).toBe(entryId(1));
    expect(record.lastMovement?.entry).toBe(entryId(0));
  });

  const checkedOn = (edtf: string) => ({ ...confirmed, occurred: { edtf, zone: 'UTC' } });

  it('reaches to the end of the day on which somebody looked, and never beyond the moment of recording', () => {
    const reaches = (edtf: string) => investigation.given(opened, checkedOn(edtf)).record().lastConfirmation?.at;
    expect(reaches('2025-11-03')).toBe('2025-11-03T23:59:59.999Z');
    for (const edtf of ['2026-01-01', '2026', 'XXXX']) expect(reaches(edtf)).toBe('2026-01-01T00:00:01.000Z');
  });

  it('stands, where an earlier look is recorded after it', () =>
    expect(
      investigation.given(opened, checkedOn('2025-12-01'), checkedOn('2025-11-03')).record().lastConfirmation?.entry,
    ).toBe(entryId(1)));

  it('needs a reason', () =>
    investigation
      .given(opened)
      .when({ ...confirmed, reason: undefined })
      .thenRefused('REASON_REQUIRED', '/reason'));
});

describe('what the clock of the system records', () => {
  it('says that the record went stale, and that a deadline passed, and moves nothing', () => {
    const passed = draft(DeadlinePassed, { deadlineId: 'report', due: { edtf: '2026-04-01', zone: ZONE } });
    const record = investigation.given(opened, stale, passed).record();
    expect(record.lastConfirmation).toBeUndefined();
    expect(record).toMatchObject({
      wentStale: { entry: entryId(1) },
      passedDeadlines: [{ deadlineId: 'report', due: { edtf: '2026-04-01', zone: ZONE }, entry: entryId(2) }],
      lastMovement: { entry: entryId(0) },
    });
  });

  it('is a movement where an entry is withdrawn', () =>
    expect(
      investigation.given(opened, closed, draft(EntryWithdrawn, { entry: entryId(1) })).record().lastMovement?.entry,
    ).toBe(entryId(2)));
});

describe('the order of entries', () => {
  it('refuses an entry that closes a circle', () => {
    const second = { ...closed, occurred: { edtf: '2026-06-01', zone: ZONE, after: [entryId(2)] } };
    const third = draft(
      InvestigationSuspended,
      {},
      { occurred: { edtf: '2026-06-01', zone: ZONE, after: [entryId(1)] }, acknowledge: ['SEQUENCE'] },
    );
    investigation.given(opened, second).when(third).thenRefused('CYCLE', '/occurred/after');
  });
});
