import type { Static } from '#typebox';
import type { ThreeState } from '../shared/common.schemas.js';
import type { SealedReference } from '../shared/entry.js';
import type { Attribution, Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { ErasureOutcome, ErasureRequester, OfficerStatus, PersonKind } from './person.events.js';
import type { PersonLinkKind, RestrictionGround } from './person.events.js';
import type { FieldScope, PersonField } from './person.field.js';

interface At {
  readonly entry: EventId;
  readonly at: Occurred;
}

export interface Registration extends At {
  readonly kind: Static<typeof PersonKind>;
  /** Of a public official; absent where withheld. */
  readonly office?: string;
  readonly agency?: StreamName;
  readonly term?: { readonly edtf: string; readonly zone: string };
}

/** That something is known, and where its value is kept: never the value. */
export interface DescribedField extends At {
  readonly field: PersonField;
  readonly sealed: readonly SealedReference[];
  /** The field's own, else the entry's. */
  readonly attribution?: Attribution;
}

export interface OfficerStanding extends At {
  readonly agency: StreamName;
  readonly status: Static<typeof OfficerStatus>;
  readonly paid?: Static<typeof ThreeState>;
  readonly why?: string;
  readonly attribution?: Attribution;
  /** UTC: for the incidents that the officer had a part in, something moved then. */
  readonly recordedAt: string;
}

export interface PersonLink extends At {
  readonly to: StreamName;
  readonly link: Static<typeof PersonLinkKind>;
}

export interface Disclosure extends At {
  readonly fields: readonly PersonField[];
  /** Code of the vocabulary DisclosureBasis. */
  readonly basis: string;
}

export interface Restriction extends At {
  readonly fields: FieldScope;
  readonly ground: Static<typeof RestrictionGround>;
}

export interface ErasureRequest extends At {
  readonly fields: FieldScope;
  readonly by: Static<typeof ErasureRequester>;
  /** `granted` is absent where it was refused. */
  readonly decided?: At & {
    readonly outcome: Static<typeof ErasureOutcome>;
    readonly granted?: FieldScope;
    readonly legalBasis?: string;
  };
}

/** Of what stands in entries before this one, in whatever stream; what came later is not erased by it. */
export interface Erasure extends At {
  readonly fields: FieldScope;
  /** Code of the vocabulary ErasureBasis. */
  readonly basis: string;
  /** The entries that say that it was checked. */
  readonly verifiedBy: readonly EventId[];
}

export interface Person {
  readonly id: StreamName;
  /** In world order; the last says of what kind the person is. Empty before the first. */
  readonly registrations: readonly Registration[];
  /** In world order; what excludes each other may stand side by side. */
  readonly described: readonly DescribedField[];
  readonly officerStatuses: readonly OfficerStanding[];
  /** Those that stand, from this record to others; at most one to each. */
  readonly links: readonly PersonLink[];
  /** Those that stand. */
  readonly disclosures: readonly Disclosure[];
  readonly restrictions: readonly Restriction[];
  readonly erasureRequests: readonly ErasureRequest[];
  readonly erasures: readonly Erasure[];
}

export const initialPerson = (id: StreamName): Person => ({
  id,
  registrations: [],
  described: [],
  officerStatuses: [],
  links: [],
  disclosures: [],
  restrictions: [],
  erasureRequests: [],
  erasures: [],
});

const covers = (scope: FieldScope, field: PersonField): boolean => scope === 'ALL' || scope.includes(field);

/** Kind, office and term as they stand. */
export const currentRegistration = (state: Person): Registration | undefined => state.registrations.at(-1);

/** The standing decision by which the public may see the field. */
export const disclosureOf = (state: Person, field: PersonField): Disclosure | undefined =>
  state.disclosures.findLast((disclosure) => disclosure.fields.includes(field));

/** The standing restriction that keeps the field from the public, whatever was disclosed. */
export const restrictionOf = (state: Person, field: PersonField): Restriction | undefined =>
  state.restrictions.findLast((restriction) => covers(restriction.fields, field));

/** Every erasure that holds for the field. Which openings it reached depends on what stands before it in the log. */
export const erasuresOf = (state: Person, field: PersonField): readonly Erasure[] =>
  state.erasures.filter((erasure) => covers(erasure.fields, field));

/** The erasure after which nothing can be sealed for the person any more: their key is destroyed. */
export const totalErasure = (state: Person): Erasure | undefined =>
  state.erasures.find((erasure) => erasure.fields === 'ALL');
