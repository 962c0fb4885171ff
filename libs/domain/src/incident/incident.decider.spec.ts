import { draft, entryId, specify } from '#domain/testing';
import type { DataOf } from '../shared/declaration.js';
import { ForceReported, IncidentReported, InjuryReported, PersonInvolved } from './incident.events.js';
import { incidentDecider } from './incident.decider.js';

const ID = 'incident-00000000-0000-4000-8000-000000000001';
const PERSON = 'person-00000000-0000-4000-8000-000000000004';
const STATEMENT = 'statement-00000000-0000-4000-8000-000000000005';
const ice = 'agency-us-dhs-ice';
const incident = specify(incidentDecider, ID);

type Report = DataOf<typeof IncidentReported>;

const report = (more: Partial<Report> = {}) =>
  draft(
    IncidentReported,
    { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A man is shot in the leg', ...more },
    { on: '2026-01-14' },
  );
const involved = (role: DataOf<typeof PersonInvolved>['role'] = 'SUBJECT', agency?: string) =>
  draft(
    PersonInvolved,
    { person: PERSON, role, minor: 'NO', ...(agency ? { agency } : {}) },
    { on: '2026-01-14', attribution: { kind: 'SOURCE' } },
  );
const force = draft(
  ForceReported,
  { type: { code: 'FIREARM' }, manner: 'DISCHARGED_HIT', by: { agency: ice }, against: { person: PERSON } },
  { on: '2026-01-14' },
);

describe('reporting an incident', () => {
  it('keeps kinds, places, agencies and ids, each with its entry', () =>
    incident
      .given()
      .when(
        report({
          places: [{ text: 'North Minneapolis', country: 'US', zone: 'America/Chicago', precision: 'LOCALITY' }],
          agencies: [{ agency: ice, role: 'INVOLVED' }],
          externalIds: [{ scheme: 'a-tracker', value: '17' }],
        }),
      )
      .thenRecorded({
        kinds: [{ value: 'SHOOTING', entry: entryId(0) }],
        relevance: { value: 'INCIDENT', entry: entryId(0) },
        title: { value: 'A man is shot in the leg', entry: entryId(0) },
        agencies: [{ agency: ice, role: 'INVOLVED', entry: entryId(0) }],
        externalIds: [{ value: { scheme: 'a-tracker', value: '17' }, entry: entryId(0) }],
        facts: [{ entry: entryId(0), type: 'IncidentReported' }],
      }));

  it('stands without a title that was withheld', () => {
    const { title: _withheld, ...rest } = report().data;
    incident
      .given({ ...report(), data: rest })
      .thenState((state) => expect([state.title, state.kinds.length]).toEqual([undefined, 1]));
  });

  it('refuses to report what is on record', () =>
    incident.given(report()).when(report()).thenRefused('ALREADY_EXISTS'));

  it('refuses an incident without a source', () =>
    incident
      .given()
      .when({ ...report(), sources: [] })
      .thenRefused('SOURCES_REQUIRED', '/sources'));

  it('refuses an agency named twice in one role', () =>
    incident
      .given()
      .when(
        report({
          agencies: [
            { agency: ice, role: 'INVOLVED' },
            { agency: ice, role: 'INVOLVED' },
          ],
        }),
      )
      .thenRefused('DUPLICATE_ITEM', '/data/agencies/1'));
});

describe('involving people', () => {
  it('records a person in a role', () =>
    incident
      .given(report())
      .when(involved('OFFICER', ice))
      .thenRecorded((state) =>
        expect(state.people).toMatchObject([{ person: PERSON, role: 'OFFICER', agency: ice, entry: entryId(1) }]),
      ));

  it('records the same person in another role', () =>
    incident
      .given(report(), involved('WITNESS'))
      .when(involved('SUBJECT'))
      .thenRecorded((state) => expect(state.people.map((p) => p.role)).toEqual(['WITNESS', 'SUBJECT'])));

  it('records the same by another account', () =>
    incident
      .given(report(), involved())
      .when({ ...involved(), attribution: { kind: 'CLAIM', statement: STATEMENT, claim: 'c1' } })
      .thenRecorded((state) => expect(state.people).toHaveLength(2)));

  it('refuses what is on record by the same account', () =>
    incident.given(report(), involved()).when(involved()).thenRefused('NOTHING_CHANGES', '/data/person'));

  it('refuses an agency for someone who is no officer', () =>
    incident.given(report()).when(involved('WITNESS', ice)).thenRefused('NOT_ALLOWED', '/data/agency'));

  it('refuses a person in an incident that is not on record', () =>
    incident.given().when(involved()).thenRefused('UNKNOWN_RECORD'));
});

describe('force', () => {
  it('records force by officers', () =>
    incident
      .given(report())
      .when(force)
      .thenRecorded((state) =>
        expect(state.force).toMatchObject([{ type: 'FIREARM', manner: 'DISCHARGED_HIT', by: { agency: ice } }]),
      ));

  it('records force against officers just so', () =>
    incident
      .given(report())
      .when(
        draft(ForceReported, {
          type: { code: 'FIREWORK' },
          manner: 'APPLIED',
          by: { described: 'protesters' },
          against: { agency: ice },
        }),
      )
      .thenRecorded((state) => expect(state.force[0]!.against).toEqual({ agency: ice })));

  it('refuses force by nobody against nobody', () =>
    incident
      .given(report())
      .when(draft(ForceReported, { type: { code: 'BATON' }, manner: 'APPLIED' }))
      .thenRefused('INVALID_INPUT'));
});

describe('injuries', () => {
  const injury = (injured: DataOf<typeof InjuryReported>['injured']) =>
    draft(InjuryReported, { injured, severity: 'FATAL', bodyPart: 'leg', hospitalised: 'YES' });

  it("keeps a person's injury out of the state", () =>
    incident
      .given(report())
      .when(injury({ person: PERSON }))
      .thenRecorded((state) => {
        expect(state.injuries).toMatchObject([{ severity: 'FATAL', hospitalised: 'YES', entry: entryId(1) }]);
        expect(state.injuries[0]).not.toHaveProperty('bodyPart');
      }));

  it('shows the injury of people who are only described', () =>
    incident
      .given(report())
      .when(injury({ described: 'two protesters' }))
      .thenRecorded((state) => expect(state.injuries[0]!.bodyPart).toBe('leg')));

  it('refuses an injury without a source', () =>
    incident
      .given(report())
      .when({ ...injury({ person: PERSON }), sources: [] })
      .thenRefused('SOURCES_REQUIRED'));
});
