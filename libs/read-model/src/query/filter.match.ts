import { matchesRange, type InstantRange } from '#domain';
import { facetAsked } from '../facets/spelling.js';
import type { ListedKind } from './facets.catalogue.js';
import type { FacetFilter, RecordFilter } from './filter.types.js';
import { InvalidQueryError } from './query.errors.js';
import type { FacetSet } from './views.types.js';

/** What only the tables can answer. */
export interface TableAnswers {
  /** Ids of the records of a kind that this one is linked with at the facets' index. */
  linked(facets: FacetSet, kind: string): readonly string[];
  hasText(facets: FacetSet, text: string): boolean;
}

/** The same filter that a list takes, for one record, by its facets: a subscription asks it of every change. */
export function matchesFilter<Kind extends ListedKind>(
  filter: RecordFilter<Kind>,
  facets: FacetSet,
  tables: TableAnswers,
): boolean {
  if (facets.unlisted && !filter.include?.includes(facets.unlisted)) return false;
  if (!matchesValues(filter, facets)) return false;
  const asked: Asked = filter.facets ?? NOTHING;
  const links: Asked = filter.links ?? NOTHING;
  const values = valuesByFacet(facets);
  // Some hundred thousand times a second where a thousand clients follow: a list of the entries would cost the most.
  for (const facet in asked)
    if (asked[facet] && !matchesFacet(facetAsked(facet, asked[facet]), values.get(facet) ?? NONE)) return false;
  for (const kind in links) if (links[kind] && !matchesFacet(links[kind], tables.linked(facets, kind))) return false;
  return filter.text === undefined || tables.hasText(facets, filter.text);
}

type Asked = Readonly<Record<string, FacetFilter | undefined>>;
const NOTHING: Asked = {};
const NONE: readonly string[] = [];
/** Every subscriber asks the same facets of the same change: they are taken apart for the first only. */
const taken = new WeakMap<FacetSet, ReadonlyMap<string, readonly string[]>>();

function valuesByFacet(facets: FacetSet): ReadonlyMap<string, readonly string[]> {
  const known = taken.get(facets);
  if (known) return known;
  const values = new Map<string, string[]>();
  for (const tag of facets.tags) {
    const end = tag.indexOf('=');
    const [facet, value] = [tag.slice(0, end), tag.slice(end + 1)];
    const others = values.get(facet);
    if (others) others.push(value);
    else values.set(facet, [value]);
  }
  taken.set(facets, values);
  return values;
}

function matchesFacet(asked: FacetFilter, values: readonly string[]): boolean {
  if (asked.in && !asked.in.some((value) => values.includes(value))) return false;
  if (asked.notIn?.some((value) => values.includes(value))) return false;
  return asked.known === undefined || asked.known === values.length > 0;
}

function matchesValues(filter: RecordFilter, { values }: FacetSet): boolean {
  const { occurred, recorded, moved, stale, overdue, at } = filter;
  if (occurred && !matchesRange(values, occurred, occurred.match ?? 'POSSIBLE')) return false;
  if (recorded && !within(values.recorded, recorded)) return false;
  if (moved && !within(values.moved, moved)) return false;
  return passed(values.staleFrom, stale, at) && passed(values.overdueFrom, overdue, at);
}

const within = (instant: number, { from, to }: InstantRange): boolean =>
  instant >= (from ?? -Infinity) && instant <= (to ?? Infinity);

function passed(from: number | undefined, asked: boolean | undefined, at: number | undefined): boolean {
  if (asked === undefined) return true;
  if (at === undefined) throw new InvalidQueryError('`stale` and `overdue` need `at`: the moment at which to judge');
  return asked === (from ?? Infinity) <= at;
}
