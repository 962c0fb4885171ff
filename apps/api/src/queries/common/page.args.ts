import { ArgsType, Field, Int } from '@nestjs/graphql';
import type { PageRequest } from '#read-model';
import { apiError } from '../../graphql/api-error.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many, from the start; 20 by default, 100 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the item to go on after: `pageInfo.endCursor`.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, from the end; instead of `first`.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the item to stop before: `pageInfo.startCursor`.' })
  before?: string | null;
}

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

/** @throws a top-level error where the arguments contradict each other */
export function pageRequest({ first, after, last, before }: PageArgs): PageRequest {
  if (first != null && last != null) throw wrong('Give "first" or "last", not both.');
  for (const [name, size] of [['first', first] as const, ['last', last] as const]) {
    if (size == null) continue;
    if (size < 0) throw wrong(`"${name}" is ${size}: ask for none, or some.`);
    if (size > MAX_PAGE)
      throw apiError('PAGE_TOO_LARGE', `"${name}" is ${size}: the limit is ${MAX_PAGE}. Go on from the cursors.`, {
        limit: MAX_PAGE,
        actual: size,
      });
  }
  return {
    ...(last == null ? { first: first ?? DEFAULT_PAGE } : { last }),
    ...(after == null ? {} : { after }),
    ...(before == null ? {} : { before }),
  };
}

const wrong = (message: string) => apiError('INVALID_QUERY', message);
