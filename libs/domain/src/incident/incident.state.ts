import type { Static } from '#typebox';
import type { Count, Party, ThreeState } from '../shared/common.schemas.js';
import type { DataOf } from '../shared/declaration.js';
import type { SealedReference } from '../shared/entry.js';
import type { Attribution, Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { Resting } from '../shared/resting.js';
import type {
  AgencyRole,
  ForceManner,
  IncidentRelevance,
  InjurySeverity,
  InvolvementRole,
  LinkRelation,
  VerificationLevel,
} from './incident.events.js';
import type { IncidentReported } from './incident.events.js';
import type { Place } from './place.schema.js';

/** What every value that was reported as a fact carries along: when it held, who says so, and the entry. */
export interface Reported {
  readonly entry: EventId;
  readonly at: Occurred;
  readonly attribution?: Attribution;
}

/** `text` is absent where it was withheld; what is sealed in `exact` is never in the state, only where it is kept. */
export type IncidentPlace = Omit<Place, 'text' | 'exact'> & {
  readonly text?: string;
  readonly exact?: readonly SealedReference[];
  readonly entry: EventId;
};

export interface IncidentAgency {
  readonly agency: StreamName;
  readonly role: Static<typeof AgencyRole>;
  readonly entry: EventId;
}

/** A person may stand in more than one role, and in one role by more than one account. */
export interface Involvement extends Reported {
  readonly person: StreamName;
  readonly role: Static<typeof InvolvementRole>;
  readonly minor: Static<typeof ThreeState>;
  /** Of an officer: the agency they acted for. */
  readonly agency?: StreamName;
}

export interface Force extends Reported {
  /** Code of the vocabulary ForceType. */
  readonly type: string;
  readonly manner: Static<typeof ForceManner>;
  readonly by?: Party;
  readonly against?: Party;
  readonly count?: Count;
}

export interface Injury extends Reported {
  readonly injured: Party;
  readonly severity: Static<typeof InjurySeverity>;
  readonly hospitalised: Static<typeof ThreeState>;
  /** In the clear only where no person is named; a person's stands in `sealed`. Absent where withheld. */
  readonly bodyPart?: string;
  readonly detail?: string;
  readonly sealed: readonly SealedReference[];
}

export interface IncidentLink {
  readonly to: StreamName;
  readonly relation: Static<typeof LinkRelation>;
  readonly entry: EventId;
}

export interface Verification {
  readonly level: Static<typeof VerificationLevel>;
  readonly covers: readonly EventId[];
  readonly at: Occurred;
  readonly entry: EventId;
}

export interface Incident {
  readonly id: StreamName;
  /** The entry that began it, and that its place in time rests on; absent before it. */
  readonly occurred?: Resting<Occurred>;
  readonly attribution?: Attribution;
  /** Codes of the vocabulary IncidentKind. */
  readonly kinds: readonly Resting<string>[];
  readonly relevance?: Resting<Static<typeof IncidentRelevance>>;
  /** Absent where withheld. */
  readonly title?: Resting<string>;
  readonly narrative?: Resting<string>;
  readonly count?: Resting<Count>;
  readonly places: readonly IncidentPlace[];
  readonly agencies: readonly IncidentAgency[];
  readonly externalIds: readonly Resting<NonNullable<DataOf<typeof IncidentReported>['externalIds']>[number]>[];
  readonly people: readonly Involvement[];
  readonly force: readonly Force[];
  readonly injuries: readonly Injury[];
  /** Those that stand, from this incident to others. */
  readonly links: readonly IncidentLink[];
  /** All, in world order; of an entry that several cover, the last counts. */
  readonly verifications: readonly Verification[];
  /** The canonical record, where this one is its duplicate. */
  readonly mergedInto?: Resting<StreamName>;
  /** Every fact folded in so far, with the entry's type: what a verification may cover. */
  readonly facts: readonly { readonly entry: EventId; readonly type: string }[];
}

export const initialIncident = (id: StreamName): Incident => ({
  id,
  kinds: [],
  places: [],
  agencies: [],
  externalIds: [],
  people: [],
  force: [],
  injuries: [],
  links: [],
  verifications: [],
  facts: [],
});

/** The last verification made of the incident, or undefined where there is none. */
export const latestVerification = (state: Incident): Verification | undefined => state.verifications.at(-1);

/** How well one entry is verified: the last verification that covers it. */
export const verificationOf = (state: Incident, entry: EventId): Verification | undefined =>
  state.verifications.findLast((verification) => verification.covers.includes(entry));

/**
 * The levels that stand: of each fact the one of the last verification that covers it, and the one judged last. The
 * shooting may be documented while the shovel is only reported.
 */
export const verificationLevels = (state: Incident): ReadonlySet<Verification['level']> => {
  const standing = [...state.facts.map(({ entry }) => verificationOf(state, entry)), latestVerification(state)];
  return new Set(standing.flatMap((verification) => (verification ? [verification.level] : [])));
};

/** The link of that kind to the other incident, where it stands. */
export const standingLink = (state: Incident, to: StreamName, relation: string): IncidentLink | undefined =>
  state.links.find((link) => link.to === to && link.relation === relation);
