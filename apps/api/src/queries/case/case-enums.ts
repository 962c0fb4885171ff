import {
  AppealDecided,
  ArrestKind,
  CaseKind,
  CaseParty,
  ChargeLevel,
  ChargeStatus,
  Custody,
  DisciplineImposed,
  JudgmentEntered,
  Jurisdiction,
  Prejudice,
  Side,
} from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';

export const CaseKindEnum = enumOf(CaseKind);
export const SideEnum = enumOf(Side);
export const JurisdictionEnum = enumOf(Jurisdiction);
export const ArrestKindEnum = enumOf(ArrestKind);
export const CustodyEnum = enumOf(Custody);
export const ChargeLevelEnum = enumOf(ChargeLevel);
export const ChargeStatusEnum = enumOf(ChargeStatus);
export const PrejudiceEnum = enumOf(Prejudice);
export const CaseRoleEnum = enumOf(CaseParty.properties.as);
export const AppealOutcomeEnum = enumOf(AppealDecided.data.properties.outcome);
export const JudgmentOutcomeEnum = enumOf(JudgmentEntered.data.properties.outcome);
export const DisciplineStageEnum = enumOf(DisciplineImposed.data.properties.stage);
