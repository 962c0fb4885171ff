import { draft, entryId, specify, ZONE } from '#domain/testing';
import { incidentDecider } from '../incident/incident.decider.js';
import { IncidentReported, IncidentVerified } from '../incident/incident.events.js';
import { investigationDecider } from '../investigation/investigation.decider.js';
import {
  AgencyJoinedInvestigation,
  AgencyLeftInvestigation,
  InvestigationClosed,
  InvestigationOpened,
} from '../investigation/investigation.events.js';
import { EntryCorrected, EntryReinstated, EntryWithdrawn } from './record.events.js';

const INCIDENT = 'incident-00000000-0000-4000-8000-000000000001';
const bca = 'agency-us-mn-bca';
const investigation = specify(investigationDecider, 'investigation-00000000-0000-4000-8000-000000000003');

const opened = draft(InvestigationOpened, { incidents: [INCIDENT], kind: { code: 'CRIMINAL' } }, { on: '2026-01-07' });
const joined = draft(AgencyJoinedInvestigation, { agency: bca, as: 'JOINT' }, { on: '2026-01-08' });
const left = draft(AgencyLeftInvestigation, { agency: bca, because: 'WITHDREW' }, { on: '2026-01-09' });
const closed = draft(InvestigationClosed, { outcome: 'NO_CHARGES' }, { on: '2026-06-01' });
const withdrawn = (n: number) => draft(EntryWithdrawn, { entry: entryId(n) });
const reinstated = (n: number) => draft(EntryReinstated, { entry: entryId(n) });

describe('withdrawing an entry', () => {
  it('takes it out of what counts, and keeps it with what withdrew it', () => {
    const { state, entries, standings } = investigation.given(opened, closed, withdrawn(1)).record();
    expect([state.status, entries.map((entry) => entry.id)]).toEqual(['OPEN', [entryId(0)]]);
    expect(standings[1]).toMatchObject({ event: { id: entryId(1) }, withdrawnBy: entryId(2) });
  });

  it('is recorded', () => investigation.given(opened, closed).when(withdrawn(1)).thenRecorded({ status: 'OPEN' }));

  it('warns where something that follows no longer fits, and shows the gap', () => {
    investigation.given(opened, joined, left).when(withdrawn(1)).thenNeeds('SEQUENCE');
    investigation.given(opened, joined, left, withdrawn(1)).thenGaps(entryId(2));
  });

  it('refuses an entry that the record does not have, or that is about entries itself', () => {
    investigation.given(opened, closed).when(withdrawn(77)).thenRefused('UNKNOWN_REFERENCE', '/data/entry');
    investigation
      .given(opened, closed, withdrawn(1))
      .when(withdrawn(2))
      .thenRefused('UNKNOWN_REFERENCE', '/data/entry');
  });

  it('refuses what is withdrawn', () =>
    investigation
      .given(opened, closed, withdrawn(1))
      .when(withdrawn(1))
      .thenRefused('ALREADY_WITHDRAWN', '/data/entry'));

  it('refuses the entry that began the record', () =>
    investigation.given(opened, closed).when(withdrawn(0)).thenRefused('NOT_ALLOWED', '/data/entry'));

  it('refuses what is no fact but a decision of an editor, as it refuses to correct it', () => {
    const incident = specify(incidentDecider, INCIDENT);
    const reported = draft(IncidentReported, {
      kinds: [{ code: 'SHOOTING' }],
      relevance: 'INCIDENT',
      title: 'A shooting',
    });
    const verified = draft(IncidentVerified, { level: 'REPORTED', covers: [entryId(0)] });
    const correction = draft(EntryCorrected, {
      entry: entryId(1),
      type: 'IncidentVerified',
      schema: 1,
      replacement: { level: 'DOCUMENTED', covers: [entryId(0)] },
      kept: [],
    });
    incident.given(reported, verified).when(withdrawn(1)).thenRefused('NOT_A_FACT', '/data/entry');
    incident.given(reported, verified).when(correction).thenRefused('NOT_A_FACT', '/data/entry');
  });

  it('refuses a withdrawal without a reason', () =>
    investigation
      .given(opened, closed)
      .when({ ...withdrawn(1), reason: undefined })
      .thenRefused('REASON_REQUIRED', '/reason'));
});

describe('reinstating an entry', () => {
  it('makes it count again, as if it had never been withdrawn', () => {
    const before = investigation.given(opened, closed).record();
    const after = investigation.given(opened, closed, withdrawn(1), reinstated(1)).record();
    expect(after.state).toEqual(before.state);
    expect(after.entries).toEqual(before.entries);
  });

  it('refuses what is not withdrawn', () =>
    investigation.given(opened, closed).when(reinstated(1)).thenRefused('NOT_WITHDRAWN', '/data/entry'));

  it('refuses an entry that the record does not have', () =>
    investigation.given(opened).when(reinstated(77)).thenRefused('UNKNOWN_REFERENCE', '/data/entry'));

  it('warns where it does not fit in what was recorded meanwhile', () =>
    investigation
      .given(
        opened,
        joined,
        withdrawn(1),
        draft(AgencyJoinedInvestigation, joined.data as { agency: string; as: 'JOINT' }, { on: '2026-01-08' }),
      )
      .when(reinstated(1))
      .thenNeeds('SEQUENCE'));
});

describe('withdrawing a correction', () => {
  const corrected = draft(EntryCorrected, {
    entry: entryId(1),
    type: 'AgencyJoinedInvestigation',
    schema: 1,
    replacement: { agency: bca, as: 'JOINT' },
    kept: [],
    occurred: { edtf: '2026-01-08', zone: ZONE },
  });
  const late = { ...joined, occurred: { edtf: '2026-01-20', zone: ZONE } };

  it('warns where what it restores does not fit', () =>
    investigation.given(opened, late, corrected, left).when(withdrawn(2)).thenNeeds('SEQUENCE'));

  it('refuses what is withdrawn, and to reinstate what is not', () => {
    investigation.given(opened, joined, corrected, withdrawn(2)).when(withdrawn(2)).thenRefused('ALREADY_WITHDRAWN');
    investigation.given(opened, joined, corrected).when(reinstated(2)).thenRefused('NOT_WITHDRAWN');
    investigation.given(opened, joined, corrected, withdrawn(2)).when(reinstated(2)).thenRecorded();
  });
});
