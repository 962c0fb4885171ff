import { ArgsType, Field, Int } from '@nestjs/graphql';
import { apiError } from '../../graphql/api-error.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many, from the start or on from `after`; 20 by default, 100 at most.',
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the item to go on after: `pageInfo.endCursor` of the page before. Goes with `first`.',
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many, from the end or back from `before`, in the order of the list; instead of `first`, 100 at most.',
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the item to stop before: `pageInfo.startCursor` of the page after. Goes with `last`.',
  })
  before?: string | null;
}

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

/** Which part of a list is asked for: so many from the start, or (backwards) from the end; on from a cursor or not. */
export interface PageAsked {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor?: string;
}

/** @throws a top-level error where the arguments contradict each other */
export function pageAsked({ first, after, last, before }: PageArgs): PageAsked {
  if (first != null && last != null) throw wrong('Give "first" or "last", not both.');
  if (last == null && before != null)
    throw wrong('"before" goes with "last": ask for the last so many before that cursor.');
  if (last != null && after != null)
    throw wrong('"after" goes with "first": ask for the first so many after that cursor.');
  for (const [name, size] of [['first', first] as const, ['last', last] as const]) {
    if (size == null) continue;
    if (size < 0) throw wrong(`"${name}" is ${size}: ask for none, or some.`);
    if (size > MAX_PAGE)
      throw apiError('PAGE_TOO_LARGE', `"${name}" is ${size}: the limit is ${MAX_PAGE}. Go on from the cursors.`, {
        limit: MAX_PAGE,
        actual: size,
      });
  }
  const cursor = after ?? before;
  return { size: last ?? first ?? DEFAULT_PAGE, backwards: last != null, ...(cursor == null ? {} : { cursor }) };
}

const wrong = (message: string) => apiError('INVALID_QUERY', message);
