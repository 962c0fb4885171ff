import type { DatabaseSync } from 'node:sqlite';
import { facetValue } from '../facets/spelling.js';
import type { ListedKind } from '../query/facets.catalogue.js';
import { BoundedCache } from '../support/bounded.cache.js';
import { NameNumbers } from './name.numbers.js';

/** Values held of each facet, at most; where there are more, as of digests, few are met again. */
const HELD = 10_000;

/** Numbers of tags, found by value within their facet: to put the whole name together costs more than to look it up. */
export class TagNumbers {
  private readonly names: NameNumbers;
  private readonly kinds = new Map<ListedKind, Map<string, BoundedCache<string, number>>>();

  constructor(db: DatabaseSync) {
    this.names = new NameNumbers(db, 'tag');
  }

  need(kind: ListedKind, facet: string, value: string): number {
    const known = this.valuesOf(kind, facet);
    return known.get(value) ?? known.set(value, this.names.make(`${kind}.${facet}=${facetValue(facet, value)}`));
  }

  reset(): void {
    this.kinds.clear();
  }

  private valuesOf(kind: ListedKind, facet: string): BoundedCache<string, number> {
    let facets = this.kinds.get(kind);
    if (!facets) this.kinds.set(kind, (facets = new Map()));
    let values = facets.get(facet);
    if (!values) facets.set(facet, (values = new BoundedCache(HELD)));
    return values;
  }
}
