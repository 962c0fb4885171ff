import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { FACETS, type ListedKind } from '#read-model';
import { enumType } from '../../graphql/choice-enum.js';
import { DEFAULT_PAGE, PageArgs } from '../common/page.args.js';
import { FILTERS } from '../filter/filter.inputs.js';
import { OrderInput } from '../filter/order.input.js';
import type { ListRequest } from './list.page.js';

@ArgsType()
export class IdArgs {
  @Field(() => ID, { description: 'Id of the record: the name of its stream.' })
  id!: string;
}

@ArgsType()
export class IdsArgs {
  @Field(() => [ID], { description: 'Ids of records, 100 at most.' })
  ids!: string[];
}

export const ListedKindEnum = enumType(
  'ListedKind',
  {
    incident: 'Incidents.',
    investigation: 'Investigations.',
    case: 'Cases.',
    statement: 'Statements.',
    agency: 'Agencies.',
    person: 'Persons.',
    source: 'Sources.',
  } satisfies Record<keyof typeof FACETS, string>,
  'Kinds of records that can be listed and searched.',
);

@ArgsType()
export class SearchArgs {
  @Field(() => String, {
    description: 'Words, all of which must stand in its texts; the last may be the beginning of one.',
  })
  text!: string;

  @Field(() => [ListedKindEnum], { nullable: true, description: 'Only records of these kinds.' })
  kinds?: ListedKind[] | null;

  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: 'How many, 100 at most.' })
  first: number = DEFAULT_PAGE;
}

@ArgsType()
export class NameArgs {
  @Field(() => String, { description: 'Whole words of a name, in any order; accents and case do not matter.' })
  name!: string;
}

@ArgsType()
export class HistoryArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Of one record; by default of the whole log.' })
  record?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Cursor to go on after: `pageInfo.endCursor` of the page before, or any of `cursor` and `logEvents`. Goes with `first`.',
  })
  declare after?: string | null;
}

/** Arguments of the list of one kind. */
function listArgs(kind: ListedKind): Type<ListRequest> {
  @ArgsType()
  class ListArgs extends PageArgs {
    @Field(() => FILTERS[kind], { nullable: true, description: 'Which; everything that is given must hold.' })
    filter?: ListRequest['filter'];

    @Field(() => OrderInput, { nullable: true, description: 'In which order; the latest recorded first by default.' })
    orderBy?: ListRequest['orderBy'];

    @Field(() => String, {
      nullable: true,
      description: '`stale` and `overdue` are judged by it: a date-time or date; by default the moment of the query.',
    })
    at?: string | null;
  }
  return ListArgs;
}

export const LIST_ARGS = Object.fromEntries(
  (Object.keys(FACETS) as ListedKind[]).map((kind) => [kind, listArgs(kind)]),
) as Record<ListedKind, Type<ListRequest>>;
