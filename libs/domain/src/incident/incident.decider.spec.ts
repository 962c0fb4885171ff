import { draft, entryId, specify } from '#domain/testing';
import { EntryCorrected, EntryWithdrawn } from '../record/record.events.js';
import type { DataOf } from '../shared/declaration.js';
import {
  ForceReported,
  IncidentMerged,
  IncidentReported,
  IncidentsLinked,
  IncidentsUnlinked,
  IncidentUnmerged,
  IncidentVerified,
  InjuryReported,
  PersonInvolved,
} from './incident.events.js';
import { incidentDecider } from './incident.decider.js';

const ID = 'incident-00000000-0000-4000-8000-000000000001';
const OTHER = 'incident-00000000-0000-4000-8000-000000000002';
const THIRD = 'incident-00000000-0000-4000-8000-000000000003';
const PERSON = 'person-00000000-0000-4000-8000-000000000004';
const STATEMENT = 'statement-00000000-0000-4000-8000-000000000005';
const ice = 'agency-us-dhs-ice';
const incident = specify(incidentDecider, ID);

type Report = DataOf<typeof IncidentReported>;
type Place = NonNullable<Report['places']>[number];

const report = (more: Partial<Report> = {}) =>
  draft(
    IncidentReported,
    { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A man is shot in the leg', ...more },
    { on: '2026-01-14' },
  );
const place = (more: Partial<Place> = {}): Place => ({
  text: 'North Minneapolis',
  country: 'US',
  zone: 'America/Chicago',
  precision: 'LOCALITY',
  ...more,
});
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
const link = draft(IncidentsLinked, { to: OTHER, relation: 'LED_TO' }, { on: '2026-02-01' });
const merge = (into = OTHER) => draft(IncidentMerged, { into }, { on: '2026-02-01' });
const verify = (covers: string[], level: DataOf<typeof IncidentVerified>['level'] = 'DOCUMENTED', on = '2026-02-01') =>
  draft(IncidentVerified, { level, covers }, { on });

describe('reporting an incident', () => {
  it('keeps kinds, places, agencies and ids, each with its entry', () =>
    incident
      .given()
      .when(
        report({
          places: [place({ lat: '44.99', lon: '-93.29' })],
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

describe('placing an incident', () => {
  const refused = (data: Place, code: 'NOT_ALLOWED' | 'INVALID_INPUT', path: string) =>
    incident
      .given()
      .when(report({ places: [place(), data] }))
      .thenRefused(code, path);

  it('refuses a latitude without a longitude', () =>
    refused(place({ lat: '44.9' }), 'INVALID_INPUT', '/data/places/1'));

  it('refuses a latitude beyond the pole', () =>
    refused(place({ lat: '90.1', lon: '0' }), 'INVALID_INPUT', '/data/places/1/lat'));

  it('refuses a longitude beyond the date line', () =>
    refused(place({ lat: '1', lon: '-180.5' }), 'INVALID_INPUT', '/data/places/1/lon'));

  it('refuses the address of a home in the clear', () =>
    refused(place({ home: PERSON, precision: 'ADDRESS' }), 'NOT_ALLOWED', '/data/places/1/precision'));

  it('refuses coordinates of a home that are finer than a block', () =>
    refused(
      place({ home: PERSON, precision: 'BLOCK', lat: '44.99901', lon: '-93.288' }),
      'NOT_ALLOWED',
      '/data/places/1',
    ));

  it('refuses an exact place that is nobody’s home', () =>
    refused(place({ exact: { text: '600 Example Avenue' } }), 'NOT_ALLOWED', '/data/places/1/exact'));

  it('keeps no exact place in its state', () =>
    incident
      .given()
      .when(
        report({
          places: [place({ home: PERSON, exact: { text: '600 Example Avenue', lat: '44.99901', lon: '-93.28811' } })],
        }),
      )
      .thenRecorded((state) => expect(JSON.stringify(state)).not.toMatch(/600 Example|44\.99901/)));

  it('refuses a correction that would put the address into the clear', () =>
    incident
      .given(report())
      .when(
        draft(EntryCorrected, {
          entry: entryId(0),
          type: 'IncidentReported',
          schema: 1,
          kept: [],
          replacement: { ...report().data, places: [place({ home: PERSON, precision: 'ADDRESS' })] },
        }),
      )
      .thenRefused('NOT_ALLOWED', '/data/replacement/places/0/precision'));
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

describe('linking incidents', () => {
  it('links, and names the entry', () =>
    incident
      .given(report())
      .when(link)
      .thenRecorded({ links: [{ to: OTHER, relation: 'LED_TO', entry: entryId(1) }] }));

  it('refuses a link to itself', () =>
    incident
      .given(report())
      .when(draft(IncidentsLinked, { to: ID, relation: 'RELATED' }))
      .thenRefused('SELF_REFERENCE', '/data/to'));

  it('refuses the same link again', () => incident.given(report(), link).when(link).thenRefused('NOTHING_CHANGES'));

  it('refuses a link without a reason', () =>
    incident
      .given(report())
      .when({ ...link, reason: undefined })
      .thenRefused('REASON_REQUIRED'));

  it('unlinks', () =>
    incident
      .given(report(), link)
      .when(draft(IncidentsUnlinked, { to: OTHER, relation: 'LED_TO' }, { on: '2026-03-01' }))
      .thenRecorded({ links: [] }));

  it('refuses to unlink what is not linked that way', () =>
    incident
      .given(report(), link)
      .when(draft(IncidentsUnlinked, { to: OTHER, relation: 'PART_OF' }, { on: '2026-03-01' }))
      .thenRefused('UNKNOWN_ITEM'));
});

describe('verifying', () => {
  it('verifies some entries and not others', () =>
    incident
      .given(report(), force)
      .when(verify([entryId(1)]))
      .thenRecorded({
        verifications: [
          {
            level: 'DOCUMENTED',
            covers: [entryId(1)],
            entry: entryId(2),
            at: { edtf: '2026-02-01', zone: 'America/Chicago' },
          },
        ],
      }));

  it('refuses an entry that the incident does not have', () =>
    incident
      .given(report())
      .when(verify([entryId(0), entryId(7)]))
      .thenRefused('UNKNOWN_REFERENCE', '/data/covers/1'));

  it('refuses a decision as what is verified', () =>
    incident
      .given(report(), link)
      .when(verify([entryId(1)]))
      .thenRefused('UNKNOWN_REFERENCE'));

  it('refuses a level that all of it has', () =>
    incident
      .given(report(), force, verify([entryId(0), entryId(1)]))
      .when(verify([entryId(1)], 'DOCUMENTED', '2026-03-01'))
      .thenRefused('NOTHING_CHANGES'));

  it('shows a gap where what was verified is withdrawn', () =>
    incident
      .given(report(), force, verify([entryId(1)]), draft(EntryWithdrawn, { entry: entryId(1) }))
      .thenGaps(entryId(2)));
});

describe('merging', () => {
  it('names the canonical record', () =>
    incident
      .given(report())
      .when(merge())
      .thenRecorded({ mergedInto: { value: OTHER, entry: entryId(1) } }));

  it('refuses a merge into itself', () =>
    incident.given(report()).when(merge(ID)).thenRefused('SELF_REFERENCE', '/data/into'));

  it('refuses the same merge again', () =>
    incident.given(report(), merge()).when(merge()).thenRefused('NOTHING_CHANGES'));

  it('refuses a merge into a third record', () =>
    incident.given(report(), merge()).when(merge(THIRD)).thenRefused('WRONG_STATE'));

  it('goes on recording facts on a duplicate', () =>
    incident
      .given(report(), merge())
      .when(force)
      .thenRecorded({ mergedInto: { value: OTHER, entry: entryId(1) } }));

  it('unmerges', () =>
    incident
      .given(report(), merge())
      .when(draft(IncidentUnmerged, { from: OTHER }, { on: '2026-03-01' }))
      .thenRecorded((state) => expect(state.mergedInto).toBeUndefined()));

  it('refuses to unmerge what is not merged there', () =>
    incident
      .given(report(), merge())
      .when(draft(IncidentUnmerged, { from: THIRD }, { on: '2026-03-01' }))
      .thenRefused('WRONG_STATE', '/data/from'));

  it('refuses to unmerge what was never merged', () =>
    incident
      .given(report())
      .when(draft(IncidentUnmerged, { from: OTHER }))
      .thenRefused('WRONG_STATE'));
});
