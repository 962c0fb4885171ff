import { type EpochMs, isEdtfProblem, parseEdtf, resolveInstant } from '#domain';
import { FACETS, type FacetFilter, type InexactRange, type ListedKind, type RecordFilter } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import type { DateRangeInput, InexactDateRangeInput } from './date-range.input.js';
import type { FacetFilterValue } from './facet-filter.input.js';
import { type FilterValue, isFlag } from './filter.inputs.js';

export interface FilterSettings {
  readonly timeZone: string;
  /** What `stale` and `overdue` are judged by. */
  readonly at: EpochMs;
}

/**
 * The read model's filter of what a client asks for.
 * @throws a top-level `INVALID_QUERY` for a date that is none
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
    facets[facet] = isFlag(description) ? { known: asked as boolean } : facetFilter(asked as FacetFilterValue);
  }
  const range = (value: DateRangeInput | null | undefined) => value && instants(value, timeZone);
  const { occurred, recorded, moved, stale, overdue, text, include } = given;
  return {
    facets: facets as RecordFilter<Kind>['facets'],
    ...optional('occurred', range(occurred) && { ...range(occurred), ...matching(occurred) }),
    ...optional('recorded', range(recorded)),
    ...optional('moved', range(moved)),
    ...optional('stale', stale),
    ...optional('overdue', overdue),
    ...(stale == null && overdue == null ? {} : { at }),
    ...optional('text', text),
    ...optional('include', include),
  };
}

const optional = <K extends string, V>(key: K, value: V | null | undefined): { readonly [P in K]?: V } =>
  value == null ? {} : ({ [key]: value } as { readonly [P in K]?: V });

const facetFilter = ({ in: any, notIn, known }: FacetFilterValue): FacetFilter => ({
  ...optional('in', any),
  ...optional('notIn', notIn),
  ...optional('known', known),
});

const matching = (range: InexactDateRangeInput | null | undefined) => optional('match', range?.match);

function instants({ from, to, zone }: DateRangeInput, fallback: string): InexactRange {
  const where = zone ?? fallback;
  return {
    ...optional('from', from == null ? undefined : startOf(from, where)),
    ...optional('to', to == null ? undefined : endOf(to, where)),
  };
}

function startOf(text: string, zone: string): EpochMs {
  if (/T/.test(text)) return endOf(text, zone);
  const bounds = parseEdtf(text, zone);
  if (isEdtfProblem(bounds)) throw apiError('INVALID_QUERY', bounds.message);
  if (bounds.earliest === undefined) throw apiError('INVALID_QUERY', `"${text}" has no beginning: give a date.`);
  return bounds.earliest;
}

function endOf(text: string, zone: string): EpochMs {
  const instant = resolveInstant(text, zone);
  if (typeof instant !== 'number') throw apiError('INVALID_QUERY', instant.message);
  return instant;
}
