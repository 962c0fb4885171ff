import { draft, entryId, SOURCE, specify } from '#domain/testing';
import {
  ClaimAssessed,
  StatementIssued,
  StatementLinked,
  StatementRevised,
  StatementTakenBack,
} from './statement.events.js';
import { statementDecider } from './statement.decider.js';
import { findClaim } from './statement.state.js';

const INCIDENT = 'incident-00000000-0000-4000-8000-000000000001';
const DEPLOYMENT = 'incident-00000000-0000-4000-8000-000000000002';
const ID = 'statement-00000000-0000-4000-8000-000000000006';
const OTHER = 'statement-00000000-0000-4000-8000-000000000007';
const ZONE = 'America/Chicago';
const dhs = 'agency-us-dhs';
const ice = 'agency-us-dhs-ice';
const statement = specify(statementDecider, ID);

const claim = (claimId: string, topic = 'WEAPON') =>
  ({ claimId, topic: { code: topic }, act: 'ASSERTS', text: `Claim ${claimId}` }) as const;
const saying = { issuer: { onBehalfOf: dhs }, summary: 'DHS on the shooting', incidents: [INCIDENT] };
const issued = draft(
  StatementIssued,
  { ...saying, claims: [claim('c1'), claim('c2', 'ASSAULT')], stances: [{ on: INCIDENT, stance: 'JUSTIFIES' }] },
  { on: '2026-01-14' },
);
type Assessed = Parameters<typeof draft<typeof ClaimAssessed>>[1];
const assessed = (data: Partial<Assessed> = {}, on = '2026-02-13') =>
  draft(ClaimAssessed, { claimId: 'c1', assessment: 'CONTRADICTS', by: { source: SOURCE }, ...data }, { on });
const takenBack = draft(StatementTakenBack, {}, { on: '2026-02-13' });

describe('issuing a statement', () => {
  it('keeps who spoke, for whom, where and what was claimed', () =>
    statement
      .given()
      .when(
        draft(
          StatementIssued,
          {
            ...saying,
            medium: { code: 'PRESS_RELEASE' },
            sworn: 'NO',
            quotes: [{ text: 'Defensive shots' }],
            claims: [{ ...claim('c1'), speaksOf: '2026-01-14', about: { described: 'a man' } }],
          },
          { on: '2026-01-14' },
        ),
      )
      .thenRecorded({
        status: 'STANDING',
        issued: { value: { edtf: '2026-01-14', zone: ZONE }, entry: entryId(0) },
        issuer: { value: { onBehalfOf: dhs }, entry: entryId(0) },
        medium: { value: 'PRESS_RELEASE', entry: entryId(0) },
        sworn: { value: 'NO', entry: entryId(0) },
        summary: { value: 'DHS on the shooting', entry: entryId(0) },
        quotes: [{ text: 'Defensive shots', entry: entryId(0) }],
        claims: [
          {
            claimId: 'c1',
            topic: 'WEAPON',
            act: 'ASSERTS',
            text: 'Claim c1',
            speaksOf: '2026-01-14',
            about: { described: 'a man' },
            at: { edtf: '2026-01-14', zone: ZONE },
            entry: entryId(0),
            assessments: [],
          },
        ],
      }));

  it('may be about nothing that is on record yet', () =>
    statement
      .given()
      .when(draft(StatementIssued, { issuer: { described: 'US officials' }, summary: 'A word' }))
      .thenRecorded({ incidents: [], claims: [] }));

  it('refuses an issuer of whom nothing is said', () =>
    statement
      .given()
      .when(draft(StatementIssued, { ...saying, issuer: { office: 'Secretary' } }))
      .thenRefused('INVALID_INPUT', '/data/issuer'));

  it('refuses two claims of one id', () =>
    statement
      .given()
      .when(draft(StatementIssued, { ...saying, claims: [claim('c1'), claim('c1')] }))
      .thenRefused('DUPLICATE_ITEM', '/data/claims/1/claimId'));

  it('refuses a stance on an incident that it is not about', () =>
    statement
      .given()
      .when(draft(StatementIssued, { ...saying, stances: [{ on: DEPLOYMENT, stance: 'CONDEMNS' }] }))
      .thenRefused('UNKNOWN_ITEM', '/data/stances/0/on'));

  it('accepts a stance on one entry', () =>
    statement
      .given()
      .when(draft(StatementIssued, { ...saying, stances: [{ on: entryId(77), stance: 'CONDEMNS' }] }))
      .thenRecorded((state) => expect(state.stances).toMatchObject([{ on: entryId(77), stance: 'CONDEMNS' }])));

  it('refuses a second one in the same record', () =>
    statement.given(issued).when(issued).thenRefused('ALREADY_EXISTS'));
});

describe('revising a statement', () => {
  it('adds claims, drops others, and keeps what was said before', () =>
    statement
      .given(issued)
      .when(
        draft(
          StatementRevised,
          { changed: 'Three attackers', summary: 'DHS, revised', claims: [claim('c3')], dropped: ['c1'] },
          { on: '2026-01-15' },
        ),
      )
      .thenRecorded((state) => {
        expect(state.claims.map((c) => [c.claimId, c.takenBack?.entry])).toEqual([
          ['c1', entryId(1)],
          ['c2', undefined],
          ['c3', undefined],
        ]);
        expect(state.summary).toEqual({ value: 'DHS, revised', entry: entryId(1) });
        expect(state.revisions).toMatchObject([{ changed: 'Three attackers', entry: entryId(1) }]);
      }));

  it('refuses a claim id that is taken, and to drop what was not claimed', () => {
    const revised = (data: object) => draft(StatementRevised, { changed: 'All', ...data }, { on: '2026-01-15' });
    statement
      .given(issued)
      .when(revised({ claims: [claim('c2')] }))
      .thenRefused('DUPLICATE_ITEM', '/data/claims/0/claimId');
    statement
      .given(issued)
      .when(revised({ dropped: ['c9'] }))
      .thenRefused('UNKNOWN_ITEM', '/data/dropped/0');
  });

  it('warns of a revision before the statement, or after it was taken back', () => {
    const revised = (on: string) => draft(StatementRevised, { changed: 'All' }, { on });
    statement.given(issued).when(revised('2026-01-01')).thenNeeds('SEQUENCE');
    statement.given(issued, takenBack).when(revised('2026-03-01')).thenNeeds('SEQUENCE');
  });
});

describe('taking a statement back', () => {
  it('takes back the whole, with all its claims', () =>
    statement
      .given(issued)
      .when(takenBack)
      .thenRecorded((state) => {
        expect(state).toMatchObject({ status: 'TAKEN_BACK', statusEntry: entryId(1) });
        expect(state.claims.map((c) => c.takenBack?.entry)).toEqual([entryId(1), entryId(1)]);
      }));

  it('takes back one claim, and lets the rest stand', () =>
    statement
      .given(issued)
      .when(draft(StatementTakenBack, { claimIds: ['c2'] }, { on: '2026-02-13' }))
      .thenRecorded((state) => {
        expect(state.status).toBe('STANDING');
        expect(state.claims.map((c) => c.takenBack?.entry)).toEqual([undefined, entryId(1)]);
      }));

  it('refuses what was taken back, and what was never claimed', () => {
    statement.given(issued, takenBack).when(takenBack).thenRefused('NOTHING_CHANGES');
    const some = draft(StatementTakenBack, { claimIds: ['c2'] }, { on: '2026-02-14' });
    statement.given(issued, some).when(some).thenRefused('NOTHING_CHANGES', '/data/claimIds/0');
    statement
      .given(issued)
      .when(draft(StatementTakenBack, { claimIds: ['c9'] }, { on: '2026-02-13' }))
      .thenRefused('UNKNOWN_ITEM', '/data/claimIds/0');
  });
});

describe('linking a statement to a record that came later', () => {
  const linked = draft(
    StatementLinked,
    { incidents: [DEPLOYMENT], stances: [{ on: DEPLOYMENT, stance: 'CONDEMNS' }] },
    { on: '2026-11-24' },
  );

  it('adds the incident, and the stance as of when it was uttered', () =>
    statement
      .given(issued)
      .when(linked)
      .thenRecorded((state) => {
        expect(state.incidents.map((i) => i.value)).toEqual([INCIDENT, DEPLOYMENT]);
        expect(state.stances[1]).toEqual({
          on: DEPLOYMENT,
          stance: 'CONDEMNS',
          at: { edtf: '2026-01-14', zone: ZONE },
          entry: entryId(1),
        });
      }));

  it('refuses a link without a reason', () =>
    statement
      .given(issued)
      .when({ ...linked, reason: undefined })
      .thenRefused('REASON_REQUIRED', '/reason'));

  it('refuses what is linked, and a stance that was taken', () => {
    statement.given(issued, linked).when(linked).thenRefused('NOTHING_CHANGES', '/data/stances/0');
    statement
      .given(issued)
      .when(draft(StatementLinked, { incidents: [INCIDENT] }, { on: '2026-11-24' }))
      .thenRefused('NOTHING_CHANGES', '/data/incidents');
  });

  it('refuses a stance on an incident that is neither linked nor known', () =>
    statement
      .given(issued)
      .when({
        ...linked,
        data: { incidents: [DEPLOYMENT], stances: [{ on: `${INCIDENT.slice(0, -1)}9`, stance: 'NEUTRAL' }] },
      })
      .thenRefused('UNKNOWN_ITEM', '/data/stances/0/on'));
});

describe('assessing a claim', () => {
  it('keeps what contradicts it, and who says so', () =>
    statement
      .given(issued)
      .when(assessed({ assessedBy: { agency: ice }, detail: 'The video shows no shovel' }))
      .thenRecorded((state) =>
        expect(findClaim(state, 'c1')?.assessments).toEqual([
          {
            assessment: 'CONTRADICTS',
            by: { source: SOURCE },
            assessedBy: { agency: ice },
            detail: 'The video shows no shovel',
            at: { edtf: '2026-02-13', zone: ZONE },
            entry: entryId(1),
          },
        ]),
      ));

  it('holds it against a claim of another statement, and a finding', () => {
    statement
      .given(issued)
      .when(assessed({ by: { claim: { statement: OTHER, claimId: 'c1' } } }))
      .thenRecorded();
    const finding = { investigation: 'investigation-00000000-0000-4000-8000-000000000003', entry: entryId(50) };
    statement
      .given(issued)
      .when(assessed({ by: { finding }, assessment: 'QUALIFIES' }))
      .thenRecorded();
  });

  it('refuses a claim that was not made, and says which were', () =>
    statement
      .given(issued)
      .when(assessed({ claimId: 'c9' }))
      .thenRefused('UNKNOWN_ITEM', '/data/claimId'));

  it('refuses an assessment that comes before the claim', () =>
    statement.given(issued).when(assessed({}, '2026-01-01')).thenRefused('UNKNOWN_ITEM', '/data/claimId'));

  it('refuses a claim that is held against itself, or against one that the statement does not make', () => {
    statement
      .given(issued)
      .when(assessed({ by: { claim: { statement: ID, claimId: 'c1' } } }))
      .thenRefused('SELF_REFERENCE', '/data/by/claim/claimId');
    statement
      .given(issued)
      .when(assessed({ by: { claim: { statement: ID, claimId: 'c9' } } }))
      .thenRefused('UNKNOWN_ITEM', '/data/by/claim/claimId');
  });

  it('refuses the same assessment again, but not that of another assessor', () => {
    statement.given(issued, assessed()).when(assessed()).thenRefused('NOTHING_CHANGES', '/data/assessment');
    statement
      .given(issued, assessed())
      .when(assessed({ assessedBy: { agency: ice } }))
      .thenRecorded((state) => expect(findClaim(state, 'c1')?.assessments).toHaveLength(2));
  });
});
