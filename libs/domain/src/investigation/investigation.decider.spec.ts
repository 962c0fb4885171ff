import { draft, entryId, specify } from '#domain/testing';
import {
  AgencyJoinedInvestigation,
  AgencyLeftInvestigation,
  AgencyParticipationChanged,
  DeadlineMet,
  DeadlineMoved,
  DeadlineSet,
  EvidenceAccessChanged,
  FindingIssued,
  IncidentAddedToInvestigation,
  InvestigationAnnounced,
  InvestigationClosed,
  InvestigationDeclined,
  InvestigationMilestoneRecorded,
  InvestigationOpened,
  InvestigationReferred,
  InvestigationReopened,
  InvestigationResumed,
  InvestigationSuspended,
  InvestigationTransferred,
} from './investigation.events.js';
import { investigationDecider } from './investigation.decider.js';

const INCIDENT = 'incident-00000000-0000-4000-8000-000000000001';
const SECOND = 'incident-00000000-0000-4000-8000-000000000002';
const fbi = 'agency-us-doj-fbi';
const bca = 'agency-us-mn-bca';
const ausa = 'agency-us-doj-usao-mn';
const kind = { code: 'CRIMINAL' };
const investigation = specify(investigationDecider, 'investigation-00000000-0000-4000-8000-000000000003');

const announced = draft(InvestigationAnnounced, { incidents: [INCIDENT], kind }, { on: '2026-01-06' });
const opened = draft(InvestigationOpened, { incidents: [INCIDENT], kind, lead: fbi }, { on: '2026-01-07' });
const joined = (on = '2026-01-07') => draft(AgencyJoinedInvestigation, { agency: bca, as: 'JOINT' }, { on });
const left = (agency = bca, on = '2026-01-08') =>
  draft(AgencyLeftInvestigation, { agency, because: 'WITHDREW' }, { on });
const closed = draft(InvestigationClosed, { outcome: 'NO_CHARGES' }, { on: '2026-06-01' });
const suspended = draft(InvestigationSuspended, {}, { on: '2026-03-01' });
const deadline = draft(
  DeadlineSet,
  { deadlineId: 'report', what: 'The report', due: { edtf: '2026-04-01', zone: 'America/Chicago' }, basis: 'STATUTE' },
  { on: '2026-02-01' },
);

describe('beginning an investigation', () => {
  it('opens with its lead, its kind and its incidents', () =>
    investigation
      .given()
      .when(opened)
      .thenRecorded({
        status: 'OPEN',
        statusEntry: entryId(0),
        kind: { value: 'CRIMINAL', entry: entryId(0) },
        incidents: [{ value: INCIDENT, entry: entryId(0) }],
      }));

  it('announces first and opens later, on the same record', () =>
    investigation.given(announced).when(opened).thenRecorded({ status: 'OPEN' }));

  it('announces', () => investigation.given().when(announced).thenRecorded({ status: 'ANNOUNCED' }));

  it('refuses to announce what is on record', () =>
    investigation.given(opened).when(announced).thenRefused('ALREADY_EXISTS'));

  it('warns of a second opening', () => investigation.given(opened).when(opened).thenNeeds('SEQUENCE'));

  it('records that an agency declined', () =>
    investigation
      .given()
      .when(draft(InvestigationDeclined, { incidents: [INCIDENT], kind: { code: 'CIVIL_RIGHTS' }, agency: fbi }))
      .thenRecorded({ status: 'DECLINED', declinedBy: { value: fbi, entry: entryId(0) } }));

  it('refuses a fact without a source', () =>
    investigation
      .given()
      .when({ ...opened, sources: [] })
      .thenRefused('SOURCES_REQUIRED', '/sources'));
});

describe('covering another incident', () => {
  it('adds it', () =>
    investigation
      .given(opened)
      .when(draft(IncidentAddedToInvestigation, { incident: SECOND }, { on: '2026-01-09' }))
      .thenRecorded((state) => expect(state.incidents.map((i) => i.value)).toEqual([INCIDENT, SECOND])));

  it('refuses one that is covered', () =>
    investigation
      .given(opened)
      .when(draft(IncidentAddedToInvestigation, { incident: INCIDENT }, { on: '2026-01-09' }))
      .thenRefused('NOTHING_CHANGES'));
});

describe('taking part', () => {
  it('records an agency that joins', () =>
    investigation
      .given(opened)
      .when(joined())
      .thenRecorded((state) => expect(state.participation.map((p) => p.role)).toEqual(['LEAD', 'JOINT'])));

  it('refuses an agency that takes part already', () =>
    investigation.given(opened, joined()).when(joined('2026-01-10')).thenRefused('ALREADY_PARTICIPATING'));

  it('records the departure of a joint agency, with its reason', () =>
    investigation
      .given(opened, joined())
      .when(left())
      .thenRecorded((state) =>
        expect(state.participation[1]).toMatchObject({
          agency: bca,
          ended: { because: 'WITHDREW', entry: entryId(2) },
        }),
      ));

  it('refuses to let the lead go without a successor', () =>
    investigation.given(opened).when(left(fbi)).thenRefused('LEAD_MUST_BE_TRANSFERRED', '/data/agency'));

  it('warns of a departure before any join, and shows the gap', () => {
    investigation.given(opened).when(left()).thenNeeds('SEQUENCE');
    investigation.given(opened, left()).thenGaps(entryId(1));
  });

  it('puts a join learned of after the departure where it belongs, and closes the gap', () => {
    investigation
      .given(opened, left())
      .when(joined())
      .thenRecorded((state) => {
        expect(state.participation[1]).toMatchObject({ agency: bca, role: 'JOINT', ended: { because: 'WITHDREW' } });
      });
    investigation.given(opened, left(), joined()).thenGaps();
  });

  it('keeps both intervals of an agency that changes its role', () =>
    investigation
      .given(opened, joined())
      .when(draft(AgencyParticipationChanged, { agency: bca, as: 'OVERSIGHT' }, { on: '2026-01-09' }))
      .thenRecorded((state) =>
        expect(state.participation.slice(1)).toMatchObject([
          { role: 'JOINT', ended: { because: 'CHANGED_ROLE' } },
          { role: 'OVERSIGHT' },
        ]),
      ));

  it('hands the lead over by a transfer', () =>
    investigation
      .given(opened, joined())
      .when(draft(InvestigationTransferred, { from: fbi, to: ausa }, { on: '2026-01-12' }))
      .thenRecorded((state) =>
        expect(state.participation).toMatchObject([
          { agency: fbi, ended: { because: 'HANDED_OVER' } },
          { agency: bca },
          { agency: ausa, role: 'LEAD' },
        ]),
      ));

  it('ends the part that an agency took until it came to lead', () =>
    investigation
      .given(opened, joined())
      .when(draft(InvestigationTransferred, { from: fbi, to: bca }, { on: '2026-01-12' }))
      .thenRecorded((state) =>
        expect(state.participation.map(({ agency, role, ended }) => [agency, role, ended?.because])).toEqual([
          [fbi, 'LEAD', 'HANDED_OVER'],
          [bca, 'JOINT', 'CHANGED_ROLE'],
          [bca, 'LEAD', undefined],
        ]),
      ));

  it('warns of a second lead, however it comes about', () => {
    const change = draft(AgencyParticipationChanged, { agency: bca, as: 'LEAD' }, { on: '2026-01-09' });
    investigation.given(opened, joined()).when(change).thenNeeds('SEQUENCE');
    const ledByBca = draft(InvestigationAnnounced, { incidents: [INCIDENT], kind, lead: bca }, { on: '2026-01-06' });
    investigation.given(ledByBca).when(opened).thenNeeds('SEQUENCE');
    const asLead = draft(AgencyJoinedInvestigation, { agency: bca, as: 'LEAD' }, { on: '2026-01-08' });
    investigation.given(opened).when(asLead).thenNeeds('SEQUENCE');
  });

  it('refuses a transfer to itself', () =>
    investigation
      .given(opened)
      .when(draft(InvestigationTransferred, { from: fbi, to: fbi }, { on: '2026-01-12' }))
      .thenRefused('SELF_REFERENCE'));

  it('warns of a transfer from an agency that did not lead', () =>
    investigation
      .given(opened)
      .when(draft(InvestigationTransferred, { from: bca, to: ausa }, { on: '2026-01-12' }))
      .thenNeeds('SEQUENCE'));
});

describe('evidence', () => {
  it('keeps who decided that access was revoked', () =>
    investigation
      .given(opened, joined())
      .when(
        draft(
          EvidenceAccessChanged,
          { agency: bca, access: 'REVOKED', decidedBy: { agency: ausa } },
          { occurred: { edtf: '2026-01-07', zone: 'America/Chicago', after: [entryId(1)] } },
        ),
      )
      .thenRecorded((state) =>
        expect(state.evidenceAccess).toMatchObject([{ agency: bca, access: 'REVOKED', decidedBy: { agency: ausa } }]),
      ));
});

describe('the course of an investigation', () => {
  it('suspends and resumes', () => {
    investigation.given(opened).when(suspended).thenRecorded({ status: 'SUSPENDED' });
    investigation
      .given(opened, suspended)
      .when(draft(InvestigationResumed, {}, { on: '2026-03-02' }))
      .thenRecorded({ status: 'OPEN' });
  });

  it('warns of resuming what was not suspended', () =>
    investigation
      .given(opened)
      .when(draft(InvestigationResumed, {}, { on: '2026-03-02' }))
      .thenNeeds('SEQUENCE'));

  it('warns of an agency that joins what is closed, in whichever order the two are recorded', () => {
    const soon = draft(InvestigationClosed, { outcome: 'NO_CHARGES' }, { on: '2026-03-10' });
    investigation.given(opened, soon).when(joined('2026-03-12')).thenNeeds('SEQUENCE');
    investigation.given(opened, joined('2026-03-12')).when(soon).thenNeeds('SEQUENCE');
    investigation.given(opened, soon, joined('2026-03-12')).thenGaps(entryId(2));
    const reopened = draft(InvestigationReopened, {}, { on: '2026-03-11' });
    investigation.given(opened, soon, reopened, joined('2026-03-12')).thenGaps();
  });

  it('warns of another part in what is closed, and of handing it over', () => {
    const role = draft(AgencyParticipationChanged, { agency: bca, as: 'OVERSIGHT' }, { on: '2026-07-01' });
    investigation.given(opened, joined(), closed).when(role).thenNeeds('SEQUENCE');
    const transfer = draft(InvestigationTransferred, { from: fbi, to: ausa }, { on: '2026-07-01' });
    investigation.given(opened, closed).when(transfer).thenNeeds('SEQUENCE');
  });

  it('takes what comes to light after it was closed', () =>
    investigation
      .given(opened, joined(), closed)
      .when(draft(InvestigationMilestoneRecorded, { milestone: { code: 'FOOTAGE_RELEASED' } }, { on: '2026-07-01' }))
      .thenRecorded({ status: 'CLOSED' }));

  it('warns of suspending what is closed', () =>
    investigation
      .given(opened, closed)
      .when(draft(InvestigationSuspended, {}, { on: '2026-07-01' }))
      .thenNeeds('SEQUENCE'));

  it('refers for prosecution', () =>
    investigation
      .given(opened)
      .when(draft(InvestigationReferred, { to: ausa, for: 'PROSECUTION' }, { on: '2026-04-01' }))
      .thenRecorded({ status: 'REFERRED', referredTo: { value: ausa, entry: entryId(1) } }));

  it('closes and reopens', () => {
    investigation.given(opened).when(closed).thenRecorded({ status: 'CLOSED' });
    investigation
      .given(opened, closed)
      .when(draft(InvestigationReopened, {}, { on: '2026-07-01' }))
      .thenRecorded((state) => expect([state.status, state.closed]).toEqual(['OPEN', undefined]));
  });

  it('warns of reopening what is open', () =>
    investigation
      .given(opened)
      .when(draft(InvestigationReopened, {}, { on: '2026-07-01' }))
      .thenNeeds('SEQUENCE'));

  it('records milestones and findings', () => {
    investigation
      .given(opened)
      .when(draft(InvestigationMilestoneRecorded, { milestone: { code: 'AUTOPSY' } }, { on: '2026-01-20' }))
      .thenRecorded({
        milestones: [{ milestone: 'AUTOPSY', entry: entryId(1), at: { edtf: '2026-01-20', zone: 'America/Chicago' } }],
      });
    investigation
      .given(opened)
      .when(draft(FindingIssued, { stage: 'FINAL', finding: { code: 'JUSTIFIED' } }, { on: '2026-05-20' }))
      .thenRecorded((state) => expect(state.findings).toMatchObject([{ stage: 'FINAL', finding: 'JUSTIFIED' }]));
  });
});

describe('deadlines', () => {
  it('sets, moves and meets one', () => {
    investigation
      .given(opened)
      .when(deadline)
      .thenRecorded((s) => expect(s.deadlines).toHaveLength(1));
    investigation
      .given(opened, deadline)
      .when(
        draft(
          DeadlineMoved,
          { deadlineId: 'report', due: { edtf: '2026-05-01', zone: 'America/Chicago' } },
          { on: '2026-03-01' },
        ),
      )
      .thenRecorded((s) => expect(s.deadlines).toMatchObject([{ due: { edtf: '2026-05-01' }, moved: [entryId(2)] }]));
    investigation
      .given(opened, deadline)
      .when(draft(DeadlineMet, { deadlineId: 'report' }, { on: '2026-03-15' }))
      .thenRecorded((s) => expect(s.deadlines).toMatchObject([{ met: entryId(2) }]));
  });

  it('refuses a promise that no claim makes, and a claim where nothing was promised', () => {
    const promise = { statement: 'statement-00000000-0000-4000-8000-000000000001', claim: 'c1' };
    const on = (data: object) => ({ ...deadline, data: { ...deadline.data, ...data } });
    const record = investigation.given(opened);
    record.when(on({ basis: 'PROMISE' })).thenRefused('INVALID_INPUT', '/data/promise');
    record.when(on({ promise })).thenRefused('INVALID_INPUT', '/data/promise');
    record.when(on({ basis: 'PROMISE', promise })).thenRecorded();
  });

  it('refuses a second deadline of the same id', () =>
    investigation.given(opened, deadline).when(deadline).thenRefused('DUPLICATE_ITEM'));

  it('warns of a second of the same id that was set before the first', () =>
    investigation
      .given(opened, deadline)
      .when({ ...deadline, occurred: { edtf: '2026-01-15', zone: 'America/Chicago' } })
      .thenNeeds('SEQUENCE'));

  it('refuses to meet one that is not there, and says which are', () =>
    investigation
      .given(opened, deadline)
      .when(draft(DeadlineMet, { deadlineId: 'autopsy' }, { on: '2026-03-15' }))
      .thenRefused('UNKNOWN_ITEM', '/data/deadlineId'));

  it('refuses to move one that was met', () =>
    investigation
      .given(opened, deadline, draft(DeadlineMet, { deadlineId: 'report' }, { on: '2026-03-15' }))
      .when(
        draft(
          DeadlineMoved,
          { deadlineId: 'report', due: { edtf: '2026-05-01', zone: 'America/Chicago' } },
          { on: '2026-03-20' },
        ),
      )
      .thenRefused('NOTHING_CHANGES'));
});
