import { Field, InputType, type ReturnTypeFunc } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { FACETS, INTERNAL_FACETS, LINK_FACETS, type ListedKind } from '#read-model';
import { enumType } from '../../graphql/choice-enum.js';
import { EXAMPLE_IDS } from '../common/example-ids.js';
import { DateRangeInput, InexactDateRangeInput } from './date-range.input.js';
import { FACET_ENUMS, type FacetValues } from './facet.enums.js';
import { facetFilterOf, type FacetFilterValue, IdFilter, StringFilter } from './facet-filter.input.js';

export const UnlistedEnum = enumType(
  'Unlisted',
  { MERGED: 'Records that were merged into another.', RETRACTED: 'Records that were retracted.' },
  'Records that lists leave out unless they are asked for.',
);

/** What every list can be filtered by, beside the facets of its kind. */
export interface FilterValue {
  readonly occurred?: InexactDateRangeInput | null;
  readonly recorded?: DateRangeInput | null;
  readonly moved?: DateRangeInput | null;
  readonly stale?: boolean | null;
  readonly overdue?: boolean | null;
  readonly text?: string | null;
  readonly include?: readonly ('MERGED' | 'RETRACTED')[] | null;
  readonly [facet: string]: unknown;
}

const enumFilters = new Map<string, Type<FacetFilterValue>>();

/** A facet that is either there or not is asked for by a Boolean. */
export const isFlag = (description: string): boolean => description.startsWith('true where ');

function inputOf(kind: ListedKind, facet: string): () => object {
  const values = (FACET_ENUMS[kind] as Readonly<Record<string, FacetValues>> | undefined)?.[facet];
  if (!values) return () => StringFilter;
  let filter = enumFilters.get(values.name);
  if (!filter) {
    filter = facetFilterOf(`${values.name}Filter`, () => values.type);
    enumFilters.set(values.name, filter);
  }
  return () => filter;
}

/** The filter of one kind of record: a field for each of its facets, so that none is forgotten or goes undescribed. */
function filterOf(kind: ListedKind): Type<FilterValue> {
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Filter`;
  const type = { [name]: class {} }[name] as Type<FilterValue>;
  const field = (key: string, of: () => object, description: string) =>
    Field(of as ReturnTypeFunc, { nullable: true, description })(type.prototype as object, key);
  for (const [facet, description] of Object.entries(FACETS[kind])) {
    if (INTERNAL_FACETS[kind]?.includes(facet)) continue;
    if (isFlag(description)) field(facet, () => Boolean, `Whether ${description.slice('true where '.length)}`);
    else field(facet, inputOf(kind, facet), description);
  }
  for (const other of LINK_FACETS[kind])
    field(other, () => IdFilter, `Records of that kind that it names, or that name it: \`${EXAMPLE_IDS[other]}\`.`);
  if (kind !== 'agency' && kind !== 'person' && kind !== 'source')
    field('occurred', () => InexactDateRangeInput, 'When it happened in the world.');
  field('recorded', () => DateRangeInput, 'When its first entry was recorded.');
  field('moved', () => DateRangeInput, 'When something last changed, in it or in what was done about it.');
  if (kind === 'incident') field('stale', () => Boolean, 'Whether what is known of it is stale, at `at` of the list.');
  if (kind === 'incident' || kind === 'investigation')
    field('overdue', () => Boolean, 'Whether a deadline has passed unmet, at `at` of the list.');
  field('text', () => String, 'Words that its texts must hold, all of them; the last may be the beginning of one.');
  field('include', () => [UnlistedEnum], 'Merged and retracted records are left out unless they are named here.');
  InputType(name, { description: 'Everything that is given must hold.' })(type);
  return type;
}

export const FILTERS = {
  incident: filterOf('incident'),
  investigation: filterOf('investigation'),
  case: filterOf('case'),
  statement: filterOf('statement'),
  agency: filterOf('agency'),
  person: filterOf('person'),
  source: filterOf('source'),
} satisfies Record<ListedKind, Type<FilterValue>>;
