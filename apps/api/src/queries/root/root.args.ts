import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { FACETS, type ListedKind, type Unlisted } from '#read-model';
import { enumType } from '../../graphql/choice-enum.js';
import { EXAMPLE_ENTRY, EXAMPLE_IDS } from '../common/example-ids.js';
import { DEFAULT_PAGE, PageArgs } from '../common/page.args.js';
import { FILTERS, UnlistedEnum } from '../filter/filter.inputs.js';
import { OrderInput } from '../filter/order.input.js';
import type { ListRequest } from './list.page.js';

export interface IdArgs {
  readonly id: string;
}

/** The id of a record of a kind. */
function idArgs(description: string): Type<IdArgs> {
  @ArgsType()
  class OneIdArgs {
    @Field(() => ID, { description })
    id!: string;
  }
  return OneIdArgs;
}

export const ID_ARGS = Object.fromEntries(
  (Object.keys(FACETS) as ListedKind[]).map((kind) => [
    kind,
    idArgs(`Its id, as lists and mutations give it: \`${EXAMPLE_IDS[kind]}\`.`),
  ]),
) as Record<ListedKind, Type<IdArgs>>;

export const ANY_ID_ARGS = idArgs(
  `Id of a record, whatever it is about: \`${EXAMPLE_IDS.agency}\`, \`${EXAMPLE_IDS.incident}\`.`,
);

export const ENTRY_ID_ARGS = idArgs(
  `Id of an entry, a UUID, as answers give it: \`${EXAMPLE_ENTRY}\`. Records have ids of their own: ask \`node\`.`,
);

@ArgsType()
export class IdsArgs {
  @Field(() => [ID], { description: 'Ids of records, 100 at most: `["agency-us-doj-fbi", "agency-us-mn-bca"]`.' })
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
    description: 'Words, all of which must stand in its texts; the last may be the beginning of one: `snow shov`.',
  })
  text!: string;

  @Field(() => [ListedKindEnum], {
    nullable: true,
    description: 'Only records of these kinds: `[incident, statement]`.',
  })
  kinds?: ListedKind[] | null;

  @Field(() => [UnlistedEnum], {
    nullable: true,
    description: 'Merged and retracted records are left out unless they are named here: `[RETRACTED]`.',
  })
  include?: Unlisted[] | null;

  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: 'How many, 100 at most.' })
  first: number = DEFAULT_PAGE;
}

@ArgsType()
export class NameArgs {
  @Field(() => String, {
    description: 'Whole words of a name, in any order; accents and case do not matter: `testperson ada`.',
  })
  name!: string;
}

@ArgsType()
export class HistoryArgs extends PageArgs {
  @Field(() => ID, {
    nullable: true,
    description: `Of one record, by its id: \`${EXAMPLE_IDS.agency}\`; by default of the whole log.`,
  })
  record?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Cursor to go on after: `pageInfo.endCursor` of the page before, or any of `cursor` and `logEvents`. Goes with `first`.',
  })
  declare after?: string | null;
}

const FILTER_EXAMPLES: Readonly<Record<ListedKind, string>> = {
  incident: '{ region: { in: ["US-MN"] }, status: { in: [OPEN] } }',
  investigation: '{ lead: { in: ["agency-us-doj-fbi"] }, status: { notIn: [CLOSED] } }',
  case: '{ against: { in: [OFFICER] }, charge: { in: [PENDING] } }',
  statement: '{ stance: { in: [JUSTIFIES] }, disputed: true }',
  agency: '{ jurisdiction: { in: [FEDERAL] } }',
  person: '{ kind: { in: [OFFICER] } }',
  source: '{ tier: { in: [PRIMARY] } }',
};

/** Arguments of the list of one kind. */
function listArgs(kind: ListedKind): Type<ListRequest> {
  @ArgsType()
  class ListArgs extends PageArgs {
    @Field(() => FILTERS[kind], {
      nullable: true,
      description: `Which; everything that is given must hold: \`${FILTER_EXAMPLES[kind]}\`.`,
    })
    filter?: ListRequest['filter'];

    @Field(() => OrderInput, {
      nullable: true,
      description: 'In which order: `{ by: OCCURRED, direction: ASC }`; the latest recorded first by default.',
    })
    orderBy?: ListRequest['orderBy'];

    @Field(() => String, {
      nullable: true,
      description:
        '`stale` and `overdue` are judged by it: `2026-07-01`, or `2026-07-01T18:00:00-06:00`; by default the moment of the query.',
    })
    at?: string | null;
  }
  return ListArgs;
}

export const LIST_ARGS = Object.fromEntries(
  (Object.keys(FACETS) as ListedKind[]).map((kind) => [kind, listArgs(kind)]),
) as Record<ListedKind, Type<ListRequest>>;
