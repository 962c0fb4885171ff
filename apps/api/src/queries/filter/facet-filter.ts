import type { FacetFilter, ListedKind } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import type { FacetFilterValue } from './facet-filter.input.js';
import { FACET_FORMS, idOf, type ValueForm } from './facet.forms.js';

/**
 * What is asked of one facet.
 * @throws a top-level `INVALID_QUERY` for a value that none of its values can be
 */
export function facetFilter(kind: ListedKind, facet: string, asked: FacetFilterValue): FacetFilter {
  return filterOf(facet, (FACET_FORMS[kind] as Readonly<Record<string, ValueForm>> | undefined)?.[facet], asked);
}

/**
 * With which records of a kind it is asked to be linked.
 * @throws a top-level `INVALID_QUERY` for what is no id of one
 */
export const linkFilter = (kind: ListedKind, asked: FacetFilterValue): FacetFilter => filterOf(kind, idOf(kind), asked);

function filterOf(facet: string, form: ValueForm | undefined, asked: FacetFilterValue): FacetFilter {
  const { in: any, notIn, known } = asked;
  return {
    ...(any == null ? {} : { in: checked(any, form, `filter.${facet}.in`) }),
    ...(notIn == null ? {} : { notIn: checked(notIn, form, `filter.${facet}.notIn`) }),
    ...(known == null ? {} : { known }),
  };
}

function checked(values: readonly string[], form: ValueForm | undefined, list: string): readonly string[] {
  if (!form) return values;
  for (const [n, value] of values.entries()) {
    const problem = form(value);
    if (!problem) continue;
    const argument = `${list}[${n}]`;
    const { message, allowed } = problem;
    throw apiError('INVALID_QUERY', `${argument}: ${message}`, { argument, value, ...(allowed ? { allowed } : {}) });
  }
  return values;
}
