export * from './accountability.compute.js';
export { type AccountabilityInput, DEFAULT_THRESHOLD_DAYS, type Grounded } from './accountability.input.js';
export { type Account, type AccountClaim, type Accounts, accountsOf } from './accounts.compute.js';
export { type Contest, contestedOf } from './contested.compute.js';
export { disputingAssessments, type StatementsById } from './disputed.rule.js';
export { type Freshness, freshnessOf, type Moment } from './freshness.compute.js';
export {
  type InvestigationLine,
  investigationStatusOf,
  statusValueOf,
  type InvestigationStatusOf,
  STATUS_ORDER,
} from './investigation-status.compute.js';
export type { Lag } from './lag.js';
export { type Lags, lagsOf } from './lags.compute.js';
export { OFFICER_STATUS, officerEntries, officersIn } from './officers.compute.js';
export { type Overdue, overdueOf } from './overdue.compute.js';
export { type AccessSpan, type AgencyParticipation, participationOf } from './participation.compute.js';
export { partyKey, partyOfIssuer } from './party.key.js';
export { type Prejudgement, prejudgedOf } from './prejudged.compute.js';
export { arrestsOf, type ChargeGroup, type ChargeLine, chargesOf, type Held } from './sides.compute.js';
export { gapsOf, timelineOf } from './timeline.compute.js';
export { verificationSummary, type VerificationSummary } from './verification.compute.js';
