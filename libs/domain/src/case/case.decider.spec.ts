import { draft, entryId, specify } from '#domain/testing';
import {
  AppealDecided,
  AppealFiled,
  ArrestMade,
  CaseOpened,
  ChargesFiled,
  ChargeStatusChanged,
  CustodyChanged,
  DisciplineImposed,
  JudgmentEntered,
  ProceedingRecorded,
  ProsecutionDeclined,
  SentenceImposed,
  SettlementReached,
  SuitFiled,
} from './case.events.js';
import { caseDecider } from './case.decider.js';
import { currentChargeStatus, findCharge } from './case.state.js';

const INCIDENT = 'incident-00000000-0000-4000-8000-000000000001';
const MAN = 'person-00000000-0000-4000-8000-000000000004';
const usao = 'agency-us-doj-usao-mn';
const hcao = 'agency-us-mn-hennepin-attorney';
const aCase = specify(caseDecider, 'case-00000000-0000-4000-8000-000000000005');
const agent = { described: 'an ICE agent', role: 'OFFICER' };
const begins = { kind: 'CRIMINAL' as const, against: 'SUBJECT' as const, incidents: [INCIDENT] };

const opened = (on = '2026-01-16', against: 'SUBJECT' | 'OFFICER' = 'SUBJECT') =>
  draft(CaseOpened, { kind: 'CRIMINAL', against, incidents: [INCIDENT], jurisdiction: 'FEDERAL' }, { on });
const charge = (chargeId: string) =>
  ({ chargeId, defendant: { person: MAN }, statute: '18 U.S.C. 111', level: 'FELONY', counts: 1 }) as const;
const charged = (...ids: string[]) => draft(ChargesFiled, { charges: ids.map(charge) }, { on: '2026-01-17' });
type Status = Parameters<typeof draft<typeof ChargeStatusChanged>>[1]['status'];
const changed = (chargeId: string, status: Status, on: string, more: object = {}) =>
  draft(ChargeStatusChanged, { chargeId, status, ...more }, { on });
const dismissed = changed('a', 'DISMISSED', '2026-02-13', { prejudice: 'WITH' });
const appealed = draft(
  AppealFiled,
  { appealId: 'first', by: { agency: usao }, against: 'The dismissal' },
  { on: '2026-03-01' },
);

describe('opening a case that had become known by something else', () => {
  const begun = (by: typeof begins & { readonly jurisdiction?: 'COUNTY' | 'FEDERAL' }) =>
    draft(ArrestMade, { of: { person: MAN }, arrest: 'ARRESTED', begins: by }, { on: '2026-01-15' });

  it('fits where both say the same, or the earlier said less', () => {
    const expected = { kind: { value: 'CRIMINAL' as const, entry: entryId(1) } };
    aCase.given(begun(begins)).when(opened()).thenRecorded(expected);
    aCase
      .given(begun({ ...begins, jurisdiction: 'FEDERAL' }))
      .when(opened())
      .thenRecorded(expected);
  });

  it('warns where it is said to be of another kind, side or jurisdiction', () => {
    aCase.given(begun(begins)).when(opened('2026-01-16', 'OFFICER')).thenNeeds('SEQUENCE');
    aCase
      .given(begun({ ...begins, jurisdiction: 'COUNTY' }))
      .when(opened())
      .thenNeeds('SEQUENCE');
    const suit = draft(
      SuitFiled,
      {
        begins: { kind: 'CIVIL', against: 'SUBJECT', incidents: [INCIDENT] },
        plaintiffs: [{ person: MAN }],
        defendants: [{ agency: usao }],
      },
      { on: '2026-01-10' },
    );
    aCase.given(suit).when(opened()).thenNeeds('SEQUENCE');
  });
});

describe('opening a case', () => {
  it('says its kind, its side, its incidents and its parties', () =>
    aCase
      .given()
      .when(
        draft(CaseOpened, {
          ...begins,
          jurisdiction: 'COUNTY',
          court: 'Hennepin County District Court',
          docket: { number: '27-CR-26-1' },
          title: 'State v. an agent',
          parties: [{ party: { agency: hcao }, as: 'PROSECUTION' }],
        }),
      )
      .thenRecorded({
        began: { type: 'CaseOpened', entry: entryId(0), at: { edtf: 'XXXX', zone: 'America/Chicago' } },
        kind: { value: 'CRIMINAL', entry: entryId(0) },
        against: { value: 'SUBJECT', entry: entryId(0) },
        jurisdiction: { value: 'COUNTY', entry: entryId(0) },
        court: { value: 'Hennepin County District Court', entry: entryId(0) },
        docket: { value: { number: '27-CR-26-1' }, entry: entryId(0) },
        title: { value: 'State v. an agent', entry: entryId(0) },
        incidents: [{ value: INCIDENT, entry: entryId(0) }],
        parties: [{ value: { party: { agency: hcao }, as: 'PROSECUTION' }, entry: entryId(0) }],
      }));

  it('goes on with a case that became known by an arrest', () =>
    aCase
      .given(draft(ArrestMade, { begins, of: { person: MAN }, arrest: 'ARRESTED' }, { on: '2026-01-14' }))
      .when({ ...opened('2026-01-16', 'OFFICER'), acknowledge: ['SEQUENCE'] })
      .thenRecorded((state) => {
        expect(state.began?.type).toBe('ArrestMade');
        expect(state.against).toEqual({ value: 'OFFICER', entry: entryId(1) });
        expect(state.incidents).toEqual([{ value: INCIDENT, entry: entryId(0) }]);
      }, 'SEQUENCE'));

  it('warns of a second opening', () => aCase.given(opened()).when(opened('2026-01-20')).thenNeeds('SEQUENCE'));

  it('refuses a fact without a source', () =>
    aCase
      .given()
      .when({ ...opened(), sources: [] })
      .thenRefused('SOURCES_REQUIRED', '/sources'));
});

describe('arrest and custody', () => {
  const arrest = draft(
    ArrestMade,
    { of: agent, by: hcao, arrest: 'ARRESTED', allegedConduct: 'Assault' },
    { on: '2026-05-29' },
  );

  it('records an arrest, by whom and for what', () =>
    aCase
      .given(opened())
      .when(arrest)
      .thenRecorded((state) =>
        expect(state.arrests).toMatchObject([
          { of: agent, by: hcao, arrest: 'ARRESTED', allegedConduct: 'Assault', entry: entryId(1) },
        ]),
      ));

  it('begins a case with an arrest that says against which side', () =>
    aCase
      .given()
      .when(draft(ArrestMade, { begins, of: { person: MAN }, arrest: 'DETAINED' }))
      .thenRecorded({
        against: { value: 'SUBJECT', entry: entryId(0) },
        incidents: [{ value: INCIDENT, entry: entryId(0) }],
      }));

  it('refuses to begin a case without saying against which side', () => {
    aCase.given().when(arrest).thenRefused('INVALID_INPUT', '/data/begins');
    aCase
      .given()
      .when(draft(CustodyChanged, { of: agent, custody: 'IN_CUSTODY' }))
      .thenRefused('INVALID_INPUT', '/data/begins');
  });

  it('accepts an arrest that came before the case was opened', () =>
    aCase
      .given(opened())
      .when(draft(ArrestMade, { of: { person: MAN }, arrest: 'ARRESTED' }, { on: '2026-01-14' }))
      .thenRecorded({ against: { value: 'SUBJECT', entry: entryId(0) } }));

  it('records custody without an arrest before it, and its end', () =>
    aCase
      .given(opened(), draft(CustodyChanged, { of: { person: MAN }, custody: 'IN_CUSTODY' }, { on: '2026-01-17' }))
      .when(draft(CustodyChanged, { of: { person: MAN }, custody: 'RELEASED' }, { on: '2026-02-13' }))
      .thenRecorded((state) => expect(state.custody.map((c) => c.custody)).toEqual(['IN_CUSTODY', 'RELEASED'])));

  it('does not let an arrest overrule what the opening said of the case', () =>
    aCase
      .given(opened('2026-01-16', 'OFFICER'))
      .when(draft(ArrestMade, { begins, of: agent, arrest: 'ARRESTED' }, { on: '2026-05-29' }))
      .thenRecorded({ against: { value: 'OFFICER', entry: entryId(0) } }));
});

describe('charges', () => {
  it('are pending from their filing, each on its own', () =>
    aCase
      .given(opened())
      .when(charged('a', 'b'))
      .thenRecorded((state) =>
        expect(state.charges).toMatchObject([
          { chargeId: 'a', victims: [], entry: entryId(1), history: [{ status: 'PENDING', entry: entryId(1) }] },
          { chargeId: 'b' },
        ]),
      ));

  it('keep the history of their status, with prejudice and by whom', () =>
    aCase
      .given(
        opened(),
        charged('a', 'b'),
        changed('a', 'DISMISSAL_SOUGHT', '2026-02-12', { by: { agency: usao }, why: 'Materially inconsistent' }),
      )
      .when(dismissed)
      .thenRecorded((state) => {
        expect(findCharge(state, 'a')?.history).toMatchObject([
          { status: 'PENDING' },
          { status: 'DISMISSAL_SOUGHT', by: { agency: usao }, why: 'Materially inconsistent', entry: entryId(2) },
          { status: 'DISMISSED', prejudice: 'WITH', entry: entryId(3) },
        ]);
        expect(currentChargeStatus(findCharge(state, 'b')!).status).toBe('PENDING');
      }));

  it('refuse an id that the case has already, or twice in one filing', () => {
    aCase
      .given(opened(), charged('a'))
      .when(charged('b', 'a'))
      .thenRefused('DUPLICATE_ITEM', '/data/charges/1/chargeId');
    aCase.given(opened()).when(charged('a', 'a')).thenRefused('DUPLICATE_ITEM', '/data/charges/1/chargeId');
  });

  it('refuse a change of one that was not filed, and say which were', () => {
    const asked = aCase.given(opened(), charged('a')).when(changed('z', 'DROPPED', '2026-02-01'));
    asked.thenRefused('UNKNOWN_ITEM', '/data/chargeId');
    expect(asked.decision).toMatchObject({ refusal: { details: { known: ['a'] } } });
  });

  it('refuse a change before the filing', () =>
    aCase
      .given(opened(), charged('a'))
      .when(changed('a', 'DROPPED', '2026-01-16'))
      .thenRefused('UNKNOWN_ITEM', '/data/chargeId'));

  it('refuse a status that the charge has', () =>
    aCase
      .given(opened(), charged('a'))
      .when(changed('a', 'PENDING', '2026-02-01'))
      .thenRefused('NOTHING_CHANGES', '/data/status'));

  it('may be amended twice', () =>
    aCase
      .given(opened(), charged('a'), changed('a', 'AMENDED', '2026-02-01'))
      .when(changed('a', 'AMENDED', '2026-02-05'))
      .thenRecorded());

  it('warn of a second dismissal, since what was left out of the first is a correction of it', () =>
    aCase
      .given(opened(), charged('a'), changed('a', 'DISMISSED', '2026-02-13'))
      .when(changed('a', 'DISMISSED', '2026-02-14', { prejudice: 'WITH' }))
      .thenNeeds('SEQUENCE'));

  it('warn of a conviction after an acquittal', () =>
    aCase
      .given(opened(), charged('a'), changed('a', 'ACQUITTED', '2026-06-01'))
      .when(changed('a', 'CONVICTED', '2026-06-02'))
      .thenNeeds('SEQUENCE'));

  it('warn of bringing back what was dismissed with prejudice, and not of what was without', () => {
    const back = changed('a', 'REINSTATED', '2026-04-01');
    aCase.given(opened(), charged('a'), dismissed).when(back).thenNeeds('SEQUENCE');
    aCase
      .given(opened(), charged('a'), changed('a', 'DISMISSED', '2026-02-13', { prejudice: 'WITHOUT' }))
      .when(back)
      .thenRecorded();
  });

  it('warn where they come before the case', () =>
    aCase.given(opened('2026-02-01')).when(charged('a')).thenNeeds('SEQUENCE'));

  it('show a gap where the status of a charge is known and its filing is not', () =>
    aCase
      .given(
        opened(),
        draft(
          ChargeStatusChanged,
          { chargeId: 'a', status: 'DROPPED' },
          { on: '2026-01-16', acknowledge: ['SEQUENCE'] },
        ),
      )
      .thenGaps(entryId(1)));
});

describe('a prosecutor who does not charge', () => {
  const declined = draft(
    ProsecutionDeclined,
    { begins: { ...begins, against: 'OFFICER' }, agency: hcao, of: [agent], why: 'Insufficient evidence' },
    { on: '2026-08-01' },
  );

  it('is on record without a case before', () =>
    aCase
      .given()
      .when(declined)
      .thenRecorded((state) => {
        expect(state.against?.value).toBe('OFFICER');
        expect(state.declinations).toMatchObject([{ agency: hcao, of: [agent], why: 'Insufficient evidence' }]);
      }));

  it('is refused where it begins a case and does not say which', () =>
    aCase
      .given()
      .when(draft(ProsecutionDeclined, { agency: hcao }))
      .thenRefused('INVALID_INPUT', '/data/begins'));
});

describe('proceedings, sentences and appeals', () => {
  it('records a warrant', () =>
    aCase
      .given(opened(), charged('a'))
      .when(
        draft(
          ProceedingRecorded,
          { proceeding: { code: 'WARRANT_ISSUED' }, of: [agent], chargeIds: ['a'] },
          { on: '2026-05-18' },
        ),
      )
      .thenRecorded((state) =>
        expect(state.proceedings).toMatchObject([{ proceeding: 'WARRANT_ISSUED', of: [agent], chargeIds: ['a'] }]),
      ));

  it('refuses a proceeding, a sentence or an appeal on a charge that was not filed', () => {
    const given = aCase.given(opened());
    given
      .when(draft(ProceedingRecorded, { proceeding: { code: 'TRIAL' }, chargeIds: ['a'] }, { on: '2026-05-18' }))
      .thenRefused('UNKNOWN_ITEM', '/data/chargeIds/0');
    given
      .when(draft(SentenceImposed, { of: agent, chargeIds: ['a'], sentence: 'Probation' }, { on: '2026-05-18' }))
      .thenRefused('UNKNOWN_ITEM', '/data/chargeIds/0');
    given
      .when({ ...appealed, data: { ...appealed.data, chargeIds: ['a'] } })
      .thenRefused('UNKNOWN_ITEM', '/data/chargeIds/0');
  });

  it('records a sentence', () =>
    aCase
      .given(opened(), charged('a'), changed('a', 'CONVICTED', '2026-09-01'))
      .when(
        draft(
          SentenceImposed,
          { of: agent, chargeIds: ['a'], sentence: 'Two years', fine: { amount: '1000.00', currency: 'USD' } },
          { on: '2026-10-01' },
        ),
      )
      .thenRecorded((state) =>
        expect(state.sentences).toMatchObject([{ sentence: 'Two years', fine: { amount: '1000.00' } }]),
      ));

  it('records an appeal and its decision', () =>
    aCase
      .given(opened(), charged('a'), dismissed, appealed)
      .when(draft(AppealDecided, { appealId: 'first', outcome: 'AFFIRMED' }, { on: '2026-08-01' }))
      .thenRecorded((state) =>
        expect(state.appeals).toMatchObject([
          { appealId: 'first', entry: entryId(3), decided: { outcome: 'AFFIRMED', entry: entryId(4) } },
        ]),
      ));

  it('refuses a second appeal of the same id', () =>
    aCase
      .given(opened(), appealed)
      .when({ ...appealed, occurred: { edtf: '2026-03-05', zone: 'America/Chicago' } })
      .thenRefused('DUPLICATE_ITEM', '/data/appealId'));

  it('shows the gap of an appeal on a charge that turns out to be filed later', () =>
    aCase
      .given(opened(), charged('a'), {
        ...appealed,
        data: { ...appealed.data, chargeIds: ['a'] },
        occurred: { edtf: '2026-01-16', zone: 'America/Chicago' },
      })
      .thenGaps(entryId(2)));

  it('refuses to decide an appeal that was not filed, or was decided', () => {
    const decision = draft(AppealDecided, { appealId: 'first', outcome: 'DISMISSED' }, { on: '2026-08-01' });
    aCase.given(opened()).when(decision).thenRefused('UNKNOWN_ITEM', '/data/appealId');
    aCase.given(opened(), appealed, decision).when(decision).thenRefused('NOTHING_CHANGES', '/data/appealId');
  });
});

describe('suits and discipline', () => {
  const suit = draft(
    SuitFiled,
    {
      begins: { kind: 'CIVIL', against: 'AGENCY', incidents: [INCIDENT], jurisdiction: 'FEDERAL' },
      plaintiffs: [{ described: 'the family' }],
      defendants: [{ agency: 'agency-us-dhs-ice' }],
      court: 'D. Minn.',
      demanded: { amount: '5000000', currency: 'USD' },
    },
    { on: '2026-03-01' },
  );

  it('begins a case with a suit', () =>
    aCase
      .given()
      .when(suit)
      .thenRecorded((state) => {
        expect(state).toMatchObject({ kind: { value: 'CIVIL' }, court: { value: 'D. Minn.', entry: entryId(0) } });
        expect(state.suits).toMatchObject([{ demanded: { amount: '5000000', currency: 'USD' } }]);
      }));

  it('refuses a suit that begins a case and does not say which', () =>
    aCase
      .given()
      .when(draft(SuitFiled, { plaintiffs: [agent], defendants: [agent] }))
      .thenRefused('INVALID_INPUT', '/data/begins'));

  it('records a settlement and a judgment', () => {
    aCase
      .given(suit)
      .when(
        draft(
          SettlementReached,
          { amount: { amount: '250000.00', currency: 'USD' }, faultAdmitted: false },
          { on: '2027-01-01' },
        ),
      )
      .thenRecorded((state) =>
        expect(state.settlements).toMatchObject([
          { amount: { amount: '250000.00' }, faultAdmitted: false, paidTo: [] },
        ]),
      );
    aCase
      .given(suit)
      .when(draft(JudgmentEntered, { outcome: 'FOR_PLAINTIFF' }, { on: '2027-01-01' }))
      .thenRecorded((state) =>
        expect(state.judgments).toMatchObject([{ outcome: 'FOR_PLAINTIFF', entry: entryId(1) }]),
      );
  });

  it('warns of a settlement before the suit', () =>
    aCase
      .given(suit)
      .when(draft(SettlementReached, {}, { on: '2026-02-01' }))
      .thenNeeds('SEQUENCE'));

  it('keeps recommended and final discipline apart', () =>
    aCase
      .given(
        opened(),
        draft(
          DisciplineImposed,
          { stage: 'RECOMMENDED', of: agent, discipline: { code: 'TERMINATION' } },
          { on: '2026-06-01' },
        ),
      )
      .when(
        draft(
          DisciplineImposed,
          { stage: 'FINAL', of: agent, discipline: { code: 'REPRIMAND' } },
          { on: '2026-09-01' },
        ),
      )
      .thenRecorded((state) =>
        expect(state.discipline.map(({ stage, discipline }) => [stage, discipline])).toEqual([
          ['RECOMMENDED', 'TERMINATION'],
          ['FINAL', 'REPRIMAND'],
        ]),
      ));
});
