import { Incidents, Party } from '../shared/common.schemas.js';
import { event } from '../shared/declaration.js';
import { choice, coded, localId, object, optional, ref, some, text, yesNo } from '../shared/schema.js';
import {
  ArrestKind,
  CaseBeginning,
  CaseKind,
  CaseParty,
  ChargeFiling,
  ChargeIds,
  ChargeStatus,
  Custody,
  Docket,
  Jurisdiction,
  Prejudice,
  Side,
} from './case.schemas.js';
import { Money } from './money.schema.js';

const fact = { aggregate: 'case', nature: 'FACT' } as const;
/** A case may become known by any of these: nothing has to be opened before an arrest. */
const beginning = { ...fact, creates: 'EITHER' } as const;
const begins = optional(CaseBeginning);
const court = optional(text('The court or board.', 300));
const why = optional(text('The reason given.'));

export const CaseOpened = event('CaseOpened', {
  ...beginning,
  mutation: 'openCase',
  description: 'A case was opened: a new one, or (naming the record) one that had become known by an arrest or a suit.',
  data: object({
    kind: CaseKind,
    against: Side,
    incidents: Incidents,
    jurisdiction: Jurisdiction,
    parties: optional(some(CaseParty, 'The parties.')),
    court,
    docket: optional(Docket),
    title: optional(text('What the case is called.', 300)),
  }),
});
export const ArrestMade = event('ArrestMade', {
  ...beginning,
  mutation: 'recordArrest',
  description: 'Someone was detained or arrested.',
  data: object({
    begins,
    of: Party,
    by: optional(ref('agency', 'The agency that made the arrest.')),
    arrest: ArrestKind,
    allegedConduct: optional(text('What they were said to have done.')),
  }),
});
export const CustodyChanged = event('CustodyChanged', {
  ...beginning,
  mutation: 'recordCustody',
  description: 'Someone is in custody, or no longer. It needs no arrest before it.',
  data: object({
    begins,
    of: Party,
    custody: Custody,
    by: optional(ref('agency', 'The agency that holds them, or held them.')),
    where: optional(text('Where.', 300)),
  }),
});
export const ChargesFiled = event('ChargesFiled', {
  ...fact,
  mutation: 'fileCharges',
  description: 'Charges were filed; each has its own status from then on.',
  data: object({
    charges: some(ChargeFiling, 'The charges.'),
    prosecutedBy: optional(ref('agency', 'The prosecuting agency.')),
    instrument: optional(text('Complaint, indictment, information.', 200)),
  }),
});
export const ChargeStatusChanged = event('ChargeStatusChanged', {
  ...fact,
  mutation: 'changeChargeStatus',
  description: 'A charge was amended, dismissed, decided.',
  data: object({
    chargeId: localId('The charge.'),
    status: ChargeStatus,
    by: optional(Party),
    prejudice: optional(Prejudice),
    why,
  }),
});
export const ProsecutionDeclined = event('ProsecutionDeclined', {
  ...beginning,
  mutation: 'declineProsecution',
  description: 'A prosecutor decided not to charge: the commonest outcome of all.',
  data: object({
    begins,
    agency: ref('agency', 'Who declined.'),
    of: optional(some(Party, 'Whom it would have been against.')),
    why,
  }),
});
export const ProceedingRecorded = event('ProceedingRecorded', {
  ...fact,
  mutation: 'recordProceeding',
  description: 'A step of the proceeding.',
  data: object({
    proceeding: coded('Proceeding'),
    of: optional(some(Party, 'Whom it concerns.')),
    chargeIds: optional(ChargeIds),
    by: optional(Party),
    detail: optional(text('What was done or decided.')),
  }),
});
export const SentenceImposed = event('SentenceImposed', {
  ...fact,
  mutation: 'imposeSentence',
  description: 'A sentence was imposed.',
  data: object({
    of: Party,
    chargeIds: optional(ChargeIds),
    sentence: text('The sentence, in words.', 2_000),
    fine: optional(Money),
  }),
});
export const AppealFiled = event('AppealFiled', {
  ...fact,
  mutation: 'fileAppeal',
  description: 'An appeal was filed.',
  data: object({
    appealId: localId('Chosen by the caller, unique within the case.'),
    by: Party,
    against: text('What is appealed.', 1_000),
    chargeIds: optional(ChargeIds),
    court,
  }),
});
export const AppealDecided = event('AppealDecided', {
  ...fact,
  mutation: 'decideAppeal',
  description: 'An appeal was decided. What it did to a charge is a change of the status of that charge.',
  data: object({
    appealId: localId('The appeal.'),
    outcome: choice('AppealOutcome', {
      AFFIRMED: 'The decision stands.',
      REVERSED: 'The decision was reversed.',
      VACATED: 'The decision was set aside.',
      MODIFIED: 'The decision was changed in part.',
      REMANDED: 'It went back to the court below.',
      DISMISSED: 'The appeal was dismissed.',
      WITHDRAWN: 'The appeal was withdrawn.',
      UNKNOWN: 'Not known.',
    }),
    by: optional(Party),
    detail: optional(text('What was decided.')),
  }),
});
export const SuitFiled = event('SuitFiled', {
  ...beginning,
  mutation: 'fileSuit',
  description: 'A civil suit was filed.',
  data: object({
    begins,
    plaintiffs: some(Party, 'Who sues.'),
    defendants: some(Party, 'Who is sued.'),
    court,
    docket: optional(Docket),
    claims: optional(text('On what grounds, and what for.')),
    demanded: optional(Money),
  }),
});
export const SettlementReached = event('SettlementReached', {
  ...fact,
  mutation: 'reachSettlement',
  description: 'The parties settled.',
  data: object({
    amount: optional(Money),
    paidBy: optional(Party),
    paidTo: optional(some(Party, 'Who is paid.')),
    faultAdmitted: optional(yesNo('Whether the side that pays admits fault, where that is known.')),
    terms: optional(text('The terms.')),
  }),
});
export const JudgmentEntered = event('JudgmentEntered', {
  ...fact,
  mutation: 'enterJudgment',
  description: 'A court entered judgment.',
  data: object({
    outcome: choice('JudgmentOutcome', {
      FOR_PLAINTIFF: 'For the side that sued or petitioned.',
      FOR_DEFENDANT: 'For the side that was sued.',
      MIXED: 'Partly for each.',
      DISMISSED: 'Dismissed.',
      UNKNOWN: 'Not known.',
    }),
    amount: optional(Money),
    by: optional(Party),
    detail: optional(text('What was decided.')),
  }),
});
export const DisciplineImposed = event('DisciplineImposed', {
  ...fact,
  mutation: 'imposeDiscipline',
  description: 'Discipline was recommended, or decided.',
  data: object({
    stage: choice('DisciplineStage', { RECOMMENDED: 'Recommended.', FINAL: 'Final.' }),
    of: Party,
    by: optional(Party),
    discipline: coded('Discipline'),
    detail: optional(text('The measure, in words.', 2_000)),
  }),
});

export const CASE_EVENTS = [
  CaseOpened,
  ArrestMade,
  CustodyChanged,
  ChargesFiled,
  ChargeStatusChanged,
  ProsecutionDeclined,
  ProceedingRecorded,
  SentenceImposed,
  AppealFiled,
  AppealDecided,
  SuitFiled,
  SettlementReached,
  JudgmentEntered,
  DisciplineImposed,
] as const;
