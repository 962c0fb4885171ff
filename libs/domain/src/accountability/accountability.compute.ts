import type { Gap } from '../record/record.fold.js';
import type { Entry } from '../shared/entry.js';
import type { StreamName } from '../shared/ids.js';
import type { AccountabilityInput, Grounded } from './accountability.input.js';
import { accountsOf, type Account } from './accounts.compute.js';
import { contestedOf, type Contest } from './contested.compute.js';
import { freshnessOf, type Freshness } from './freshness.compute.js';
import { investigationStatusOf, type InvestigationStatusOf } from './investigation-status.compute.js';
import { lagsOf, type Lags } from './lags.compute.js';
import { overdueOf, type Overdue } from './overdue.compute.js';
import { participationOf, type AgencyParticipation } from './participation.compute.js';
import { prejudgedOf, type Prejudgement } from './prejudged.compute.js';
import { arrestsOf, chargesOf, type ChargeGroup, type Held } from './sides.compute.js';
import { gapsOf, timelineOf } from './timeline.compute.js';
import { verificationSummary, type VerificationSummary } from './verification.compute.js';

/** Everything that is computed for one incident; every value names the entries it rests on. */
export interface Accountability extends Freshness {
  readonly investigationStatus: InvestigationStatusOf;
  readonly participation: readonly AgencyParticipation[];
  readonly overdueFrom?: Overdue;
  readonly accounts: readonly Account[];
  readonly disputed: Grounded<boolean>;
  readonly contested: readonly Contest[];
  readonly arrests: readonly Held[];
  readonly charges: readonly ChargeGroup[];
  readonly lags: Lags;
  readonly prejudged: readonly Prejudgement[];
  readonly verification: VerificationSummary;
  readonly gaps: readonly (Gap & { readonly record: StreamName })[];
  readonly timeline: readonly Entry[];
}

/** Pure, and without a clock: instants that follow from the log are compared with now by whoever asks. */
export function accountabilityOf(input: AccountabilityInput): Accountability {
  const overdueFrom = overdueOf(input);
  return {
    investigationStatus: investigationStatusOf(input),
    participation: participationOf(input),
    ...freshnessOf(input),
    ...(overdueFrom ? { overdueFrom } : {}),
    ...accountsOf(input),
    contested: contestedOf(input),
    arrests: arrestsOf(input),
    charges: chargesOf(input),
    lags: lagsOf(input),
    prejudged: prejudgedOf(input),
    verification: verificationSummary(input.incident.state),
    gaps: gapsOf(input),
    timeline: timelineOf(input),
  };
}
