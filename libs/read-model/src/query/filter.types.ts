import type { EpochMs, InstantRange, RangeMatch, StreamName } from '#domain';
import type { FacetName, LinkFacetName, ListedKind } from './facets.catalogue.js';
import type { Unlisted } from './views.types.js';

/** All that is given must hold. */
export interface FacetFilter {
  /** At least one of these values; an empty list matches nothing. */
  readonly in?: readonly string[];
  /** None of these values. */
  readonly notIn?: readonly string[];
  /** Whether there is any value at all. */
  readonly known?: boolean;
}

/** Of an inexact date; POSSIBLE unless said. */
export interface InexactRange extends InstantRange {
  readonly match?: RangeMatch;
}

/** Which records of a kind are asked for. Everything that is given must hold. */
export interface RecordFilter<Kind extends ListedKind = ListedKind> {
  readonly facets?: { readonly [Name in FacetName<Kind>]?: FacetFilter };
  /** Records that it is linked with, by their ids. */
  readonly links?: { readonly [Name in LinkFacetName<Kind>]?: FacetFilter };
  /** When it happened in the world. */
  readonly occurred?: InexactRange;
  /** When its first entry was recorded. */
  readonly recorded?: InstantRange;
  /** When something last moved, in it or (of an incident) in what was done about it. */
  readonly moved?: InstantRange;
  /** Whether it is stale at `at`; of incidents. */
  readonly stale?: boolean;
  /** Whether a deadline has passed unmet at `at`; of incidents and investigations. */
  readonly overdue?: boolean;
  /** Milliseconds since the epoch, for `stale` and `overdue`; must be given with them. */
  readonly at?: EpochMs;
  /** Words that its texts must hold, all of them; the last may be the beginning of one. */
  readonly text?: string;
  /** Merged and retracted records are left out unless they are named here. */
  readonly include?: readonly Unlisted[];
}

export const ORDERS = ['OCCURRED', 'RECORDED', 'MOVED', 'STALE_FROM', 'OVERDUE_FROM'] as const;

/** What has no value (an unknown date, nothing overdue) comes last, whichever the direction. Ties: as recorded. */
export interface Order {
  readonly by: (typeof ORDERS)[number];
  readonly direction: 'ASC' | 'DESC';
}

/**
 * A place in a list of one order: the value that is ordered by (null is none), and the record, for ties. No number of
 * the tables is in it, so it names the same place in every file of the read model, on every node.
 */
export interface ListPlace {
  readonly value: number | null;
  readonly record: StreamName;
}

/** Relay's arguments; one of `first` and `last`, 100 at most. A place counts in the order that it was found in. */
export interface PageRequest {
  readonly first?: number;
  readonly after?: ListPlace;
  readonly last?: number;
  readonly before?: ListPlace;
}

export interface Page<Node> {
  readonly edges: readonly { readonly place: ListPlace; readonly node: Node }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}
