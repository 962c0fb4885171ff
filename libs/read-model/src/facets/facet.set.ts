import { FACETS, type ListedKind } from '../query/facets.catalogue.js';
import type { RowValues, Unlisted } from '../query/views.types.js';

/** Facets of one record, and the values beside them, as a row holds them. */
export interface Facets {
  readonly values: RowValues;
  readonly tags: TagSet;
}

/** Tags by their numbers: they are compared and merged at every event, and strings cost ten times as much. */
export interface TagSet {
  /** Ascending, each once. */
  readonly numbers: readonly number[];
  /** Bits of the facets that have a value, see `knownBit`. */
  readonly known: number;
}

/** Numbers of tags, whose names are `kind.facet=value`; spellings of one value have one. */
export interface TagNumbering {
  number(kind: ListedKind, facet: string, value: string): number;
}

/** A facet of its own, outside the catalogue: what lists leave out unless asked. */
export const LISTING = '!';
export const LISTED = 'LISTED';
export type Listing = typeof LISTED | Unlisted;

/** Collects facets of one kind of record; values that are not known are left out. */
export class TagCollector {
  private readonly numbers: number[] = [];
  private known = 0;

  constructor(
    private readonly kind: ListedKind,
    private readonly numbering: TagNumbering,
  ) {}

  add(facet: string, value: string | undefined): this {
    if (value === undefined) return this;
    this.insert(this.numbering.number(this.kind, facet, value));
    this.known |= knownBit(this.kind, facet);
    return this;
  }

  addAll({ numbers, known }: TagSet): this {
    for (const number of numbers) this.insert(number);
    this.known |= known;
    return this;
  }

  collected(): TagSet {
    return { numbers: this.numbers, known: this.known };
  }

  /** In its place: some twenty at most, nearly in order, and at every event; to sort them at the end costs more. */
  private insert(number: number): void {
    const { numbers } = this;
    let place = numbers.length;
    while (place > 0 && numbers[place - 1]! > number) place -= 1;
    if (place > 0 && numbers[place - 1] === number) return;
    for (let n = numbers.length; n > place; n -= 1) numbers[n] = numbers[n - 1]!;
    numbers[place] = number;
  }
}

const FACET_BITS = new Map<ListedKind, ReadonlyMap<string, number>>(
  Object.entries(FACETS).map(([kind, facets]) => [
    kind as ListedKind,
    new Map(Object.keys(facets).map((facet, n) => [facet, 1 << n])),
  ]),
);

/** The bit that says that a record has a value of the facet: 31 facets at most for each kind; 0 for the listing. */
export const knownBit = (kind: ListedKind, facet: string): number => FACET_BITS.get(kind)!.get(facet) ?? 0;

export const isListedKind = (kind: string): kind is ListedKind => Object.hasOwn(FACETS, kind);

export const sameFacets = (a: Facets, b: Facets): boolean =>
  a.values.moved === b.values.moved &&
  a.values.staleFrom === b.values.staleFrom &&
  a.values.overdueFrom === b.values.overdueFrom &&
  a.values.earliest === b.values.earliest &&
  a.values.latest === b.values.latest &&
  a.tags.numbers.length === b.tags.numbers.length &&
  a.tags.numbers.every((number, n) => number === b.tags.numbers[n]);
