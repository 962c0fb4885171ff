import type { EpochMs } from '#domain';
import { FACETS, LINK_FACETS, type FacetFilter, type ListedKind, type RecordFilter } from '#read-model';
import type { DateRangeInput, InexactDateRangeInput } from './date-range.input.js';
import { instantsOf } from './date-range.js';
import { facetFilter, linkFilter } from './facet-filter.js';
import type { FacetFilterValue } from './facet-filter.input.js';
import { type FilterValue, isFlag } from './filter.inputs.js';
import { wordsIn } from './words-in.js';

export interface FilterSettings {
  readonly timeZone: string;
  /** What `stale` and `overdue` are judged by. */
  readonly at: EpochMs;
}

/**
 * The read model's filter of what a client asks for.
 * @throws a top-level `INVALID_QUERY` for a date that is none, a text without a word, or a value that a facet cannot have
 */
export function toFilter<Kind extends ListedKind>(
  kind: Kind,
  given: FilterValue | null | undefined,
  { timeZone, at }: FilterSettings,
): RecordFilter<Kind> {
  if (given == null) return {};
  const facets: Record<string, FacetFilter> = {};
  for (const [facet, description] of Object.entries(FACETS[kind])) {
    const asked = given[facet];
    if (asked == null) continue;
    facets[facet] = isFlag(description)
      ? { known: asked as boolean }
      : facetFilter(kind, facet, asked as FacetFilterValue);
  }
  const links: Record<string, FacetFilter> = {};
  for (const other of LINK_FACETS[kind]) {
    const asked = given[other];
    if (asked != null) links[other] = linkFilter(other, asked as FacetFilterValue);
  }
  const range = (name: string, value: DateRangeInput | null | undefined) =>
    value && instantsOf(`filter.${name}`, value, timeZone);
  const { occurred, recorded, moved, stale, overdue, text, include } = given;
  return {
    facets: facets as RecordFilter<Kind>['facets'],
    ...(Object.keys(links).length === 0 ? {} : { links: links as RecordFilter<Kind>['links'] }),
    ...optional('occurred', occurred && { ...range('occurred', occurred), ...matching(occurred) }),
    ...optional('recorded', range('recorded', recorded)),
    ...optional('moved', range('moved', moved)),
    ...optional('stale', stale),
    ...optional('overdue', overdue),
    ...(stale == null && overdue == null ? {} : { at }),
    ...optional('text', text == null ? text : wordsIn('filter.text', text)),
    ...optional('include', include),
  };
}

const optional = <K extends string, V>(key: K, value: V | null | undefined): { readonly [P in K]?: V } =>
  value == null ? {} : ({ [key]: value } as { readonly [P in K]?: V });

const matching = (range: InexactDateRangeInput | null | undefined) => optional('match', range?.match);
