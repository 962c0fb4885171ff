import type { Static } from '#typebox';
import type { Party, ThreeState } from '../shared/common.schemas.js';
import type { Attribution, Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { Resting } from '../shared/resting.js';
import type { AssessmentGround, AssessmentKind, ClaimAct, Issuer, StanceKind } from './statement.schemas.js';

export interface Assessment {
  readonly assessment: AssessmentKind;
  readonly by: AssessmentGround;
  /** Who holds it against the claim; absent where that is the newsroom. */
  readonly assessedBy?: Party;
  readonly detail?: string;
  readonly at: Occurred;
  readonly entry: EventId;
  readonly attribution?: Attribution;
}

export interface Claim {
  readonly claimId: string;
  readonly topic: string;
  readonly act: ClaimAct;
  /** Absent where it was withheld. */
  readonly text?: string;
  readonly speaksOf?: string;
  readonly about?: Party;
  readonly at: Occurred;
  readonly entry: EventId;
  /** Where its issuer no longer makes it. */
  readonly takenBack?: { readonly at: Occurred; readonly entry: EventId };
  /** Those that stand, in world order. */
  readonly assessments: readonly Assessment[];
}

export interface StanceTaken {
  /** An incident, or one entry. */
  readonly on: string;
  readonly stance: StanceKind;
  /** When it was uttered, also where the incident was linked later. */
  readonly at: Occurred;
  readonly entry: EventId;
}

export interface Statement {
  readonly id: StreamName;
  /** NONE before the first entry. */
  readonly status: 'NONE' | 'STANDING' | 'TAKEN_BACK';
  readonly statusEntry?: EventId;
  /** When it was uttered. */
  readonly issued?: Resting<Occurred>;
  readonly issuer?: Resting<Issuer>;
  readonly medium?: Resting<string>;
  readonly sworn?: Resting<Static<typeof ThreeState>>;
  readonly summary?: Resting<string>;
  readonly quotes: readonly { readonly text?: string; readonly entry: EventId }[];
  readonly incidents: readonly Resting<StreamName>[];
  readonly stances: readonly StanceTaken[];
  readonly claims: readonly Claim[];
  readonly revisions: readonly { readonly changed?: string; readonly at: Occurred; readonly entry: EventId }[];
}

export const initialStatement = (id: StreamName): Statement => ({
  id,
  status: 'NONE',
  quotes: [],
  incidents: [],
  stances: [],
  claims: [],
  revisions: [],
});

export const findClaim = (state: Statement, claimId: string): Claim | undefined =>
  state.claims.find((claim) => claim.claimId === claimId);
