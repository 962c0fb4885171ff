import { id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const ZONE = 'America/Chicago';
const BCA = 'agency-us-mn-bca';
const COUNTY = 'agency-us-mn-hennepin';
const inquiry = id('investigation');
const officer = id('person');
const SAID = { kind: 'SOURCE' } as const;

/** An inquiry, a case and a person, of whom everything is on record that can be. */
function told(): Story {
  const story = new Story();
  const tell = (stream: string, type: string, data: object, on: string) =>
    story.tell(stream, type, data as never, { on, attribution: SAID });
  for (const agency of [BCA, COUNTY])
    tell(agency, 'AgencyRegistered', { name: agency, jurisdiction: 'STATE' }, '2026-01-01');
  story.incident(1, {}, { on: '2026-01-14' });
  const claim = { claimId: 'c1', topic: { code: 'CAUSE_OF_DEATH' }, act: 'ASSERTS', text: 'A report within a week' };
  story.statement(1, [1], { claims: [claim] }, { on: '2026-01-14' });
  story.investigation(
    1,
    [1],
    { lead: BCA, scope: 'The use of force', legalBasis: 'Chapter 626' },
    { on: '2026-01-15' },
  );
  tell(inquiry, 'AgencyJoinedInvestigation', { agency: COUNTY, as: 'JOINT' }, '2026-01-16');
  tell(inquiry, 'EvidenceAccessChanged', { agency: COUNTY, access: 'PARTIAL', to: 'Scene evidence' }, '2026-01-17');
  tell(
    inquiry,
    'AgencyLeftInvestigation',
    { agency: COUNTY, because: 'EXCLUDED', decidedBy: { agency: BCA } },
    '2026-01-18',
  );
  const due = { edtf: '2026-01-21', zone: ZONE };
  const promise = { statement: id('statement'), claim: 'c1' };
  tell(inquiry, 'DeadlineSet', { deadlineId: 'met', what: 'The footage', due, basis: 'POLICY' }, '2026-01-17');
  const later = { edtf: '2026-01-23', zone: ZONE };
  tell(inquiry, 'DeadlineMoved', { deadlineId: 'met', due: later, by: { agency: BCA } }, '2026-01-18');
  tell(inquiry, 'DeadlineMet', { deadlineId: 'met', how: 'It was released' }, '2026-01-22');
  tell(inquiry, 'DeadlineSet', { deadlineId: 'd', what: 'A report', due, basis: 'PROMISE', promise }, '2026-01-18');
  const step = { milestone: { code: 'AUTOPSY' }, by: { agency: COUNTY }, detail: 'By the county' };
  tell(inquiry, 'InvestigationMilestoneRecorded', step, '2026-01-19');
  tell(inquiry, 'InvestigationSuspended', { why: 'Waiting for the autopsy' }, '2026-01-20');
  tell(inquiry, 'InvestigationReferred', { from: BCA, to: COUNTY, for: 'PROSECUTION' }, '2026-01-21');
  const finding = { stage: 'FINAL', finding: { code: 'SUSTAINED' }, about: [{ person: officer }], by: BCA };
  tell(inquiry, 'FindingIssued', { ...finding, summary: 'Against policy' }, '2026-01-22');
  tell(inquiry, 'InvestigationClosed', { outcome: 'FINDING_ISSUED', detail: 'In a letter' }, '2026-01-23');
  tell(inquiry, 'InvestigationReopened', { why: 'New footage' }, '2026-01-24');
  tell(inquiry, 'InvestigationClosed', { outcome: 'CHARGES_FILED' }, '2026-01-25');
  tell(inquiry, 'StatusConfirmed', { checked: [{ what: 'The docket' }] }, '2026-01-26');

  tell(officer, 'PersonRegistered', { kind: 'OFFICER' }, '2026-01-15');
  tell(officer, 'PersonalDataRestricted', { fields: ['photo'], ground: 'SAFETY' }, '2026-01-16');
  const disclosure = { fields: ['name'], basis: { code: 'OFFICIALLY_NAMED' } };
  tell(officer, 'DisclosureDecided', { ...disclosure, legalBasis: 'Section 13.82' }, '2026-01-16');
  tell(officer, 'DisclosureDecided', disclosure, '2026-01-16');
  const asked = tell(officer, 'ErasureRequested', { all: true, by: 'SUBJECT' }, '2026-01-17');
  const decision = { request: asked.id, outcome: 'PARTLY_GRANTED', fields: ['photo'], legalBasis: 'Article 17' };
  tell(officer, 'ErasureDecided', decision, '2026-01-18');

  const suspect = { person: officer };
  const incidents = [id('incident')];
  const opened = { kind: 'CRIMINAL', against: 'OFFICER', incidents, jurisdiction: 'COUNTY' };
  tell(id('case'), 'CaseOpened', opened, '2026-01-26');
  const charge = { chargeId: 'one', defendant: suspect, level: 'FELONY', counts: 1 };
  tell(id('case'), 'ChargesFiled', { charges: [charge], instrument: 'Indictment' }, '2026-01-27');
  const appeal = { appealId: 'a', by: suspect, against: 'The indictment', court: 'The court of appeals' };
  tell(id('case'), 'AppealFiled', appeal, '2026-01-28');
  return story;
}

describe('what is on record can be read', () => {
  let server: ReadingServer;
  let story: Story;
  beforeAll(async () => {
    story = told();
    server = await readingServer(await new StoryModel(story).catchUp());
  });
  afterAll(() => server.stop());
  const last = (type: string) => story.log.events.findLast((event) => event.type === type)!.id;

  it('of an inquiry', async () => {
    const query = `query ($id: ID!) { investigation(id: $id) {
      scope { text } legalBasis { text } closingDetail { text }
      statuses { status why { text } at { text } attribution { kind } }
      referral { from { id } to { id } for entry }
      findings { about { person { id } } by { id } summary { text } attribution { kind } }
      milestones { by { agency { id } } detail { text } }
      deadlines {
        what { text } promise { claimId }
        meeting { entry at { edtf } how { text } }
        moves { entry at { edtf } due { edtf } by { agency { id } } }
      }
      evidenceAccess { to { text } }
      participation { ended { because decidedBy { agency { id } } } }
      lastMovementEntry lastConfirmedEntry
    } }`;
    const status = (name: string, why: string | null = null) =>
      expect.objectContaining({ status: name, why: why === null ? null : { text: why } });
    expect((await server.ask<{ investigation: object }>(query, { id: inquiry })).investigation).toEqual({
      scope: { text: 'The use of force' },
      legalBasis: { text: 'Chapter 626' },
      // Closed anew, without words.
      closingDetail: null,
      statuses: [
        status('OPEN'),
        status('SUSPENDED', 'Waiting for the autopsy'),
        status('REFERRED'),
        status('CLOSED'),
        status('OPEN', 'New footage'),
        status('CLOSED'),
      ],
      referral: { from: { id: BCA }, to: { id: COUNTY }, for: 'PROSECUTION', entry: last('InvestigationReferred') },
      findings: [
        {
          about: [{ person: { id: officer } }],
          by: { id: BCA },
          summary: { text: 'Against policy' },
          attribution: { kind: 'SOURCE' },
        },
      ],
      milestones: [{ by: { agency: { id: COUNTY } }, detail: { text: 'By the county' } }],
      deadlines: [
        {
          what: { text: 'The footage' },
          promise: null,
          meeting: { entry: last('DeadlineMet'), at: { edtf: '2026-01-22' }, how: { text: 'It was released' } },
          moves: [
            {
              entry: last('DeadlineMoved'),
              at: { edtf: '2026-01-18' },
              due: { edtf: '2026-01-23' },
              by: { agency: { id: BCA } },
            },
          ],
        },
        { what: { text: 'A report' }, promise: { claimId: 'c1' }, meeting: null, moves: [] },
      ],
      evidenceAccess: [{ to: { text: 'Scene evidence' } }],
      participation: [{ ended: null }, { ended: { because: 'EXCLUDED', decidedBy: { agency: { id: BCA } } } }],
      lastMovementEntry: last('InvestigationClosed'),
      lastConfirmedEntry: last('StatusConfirmed'),
    });
  });

  it('of a case', async () => {
    const query = 'query ($id: ID!) { case(id: $id) { charges { instrument { text } } appeals { court { text } } } }';
    expect(await server.ask(query, { id: id('case') })).toEqual({
      case: {
        charges: [{ instrument: { text: 'Indictment' } }],
        appeals: [{ court: { text: 'The court of appeals' } }],
      },
    });
  });

  it('of a person', async () => {
    const query = `query ($id: ID!) { person(id: $id) {
      restrictions { fields ground entry }
      disclosures { fields legalBasis { text } }
      erasureRequests { fields by decided { outcome granted legalBasis { text } entry } }
    } }`;
    expect(await server.ask(query, { id: officer })).toEqual({
      person: {
        restrictions: [{ fields: ['photo'], ground: 'SAFETY', entry: last('PersonalDataRestricted') }],
        disclosures: [
          { fields: ['name'], legalBasis: { text: 'Section 13.82' } },
          { fields: ['name'], legalBasis: null },
        ],
        erasureRequests: [
          {
            fields: null,
            by: 'SUBJECT',
            decided: {
              outcome: 'PARTLY_GRANTED',
              granted: ['photo'],
              legalBasis: { text: 'Article 17' },
              entry: last('ErasureDecided'),
            },
          },
        ],
      },
    });
  });

  it('of an incident: on which entries its freshness rests', async () => {
    const query = `query ($id: ID!) {
      incident(id: $id) { lastMovementEntry lastConfirmedEntry staleFromEntry overdueFromEntry }
    }`;
    expect(await server.ask(query, { id: id('incident') })).toEqual({
      incident: {
        lastMovementEntry: last('AppealFiled'),
        lastConfirmedEntry: last('StatusConfirmed'),
        staleFromEntry: last('AppealFiled'),
        overdueFromEntry: last('DeadlineSet'),
      },
    });
  });
});
