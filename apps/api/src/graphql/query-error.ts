import { GraphQLError } from 'graphql';
import { IndexOutOfRangeError, InvalidQueryError, NotOnThisAxisError, UnknownPlaceError } from '#read-model';

const EXPECTED = [IndexOutOfRangeError, InvalidQueryError, NotOnThisAxisError, UnknownPlaceError] as const;

/** What the read model says of a question that cannot be answered, as a top-level error; anything else as it is. */
export function asApiError(error: unknown): unknown {
  const expected = EXPECTED.find((kind) => error instanceof kind);
  if (!expected) return error;
  const { message, code } = error as InstanceType<typeof expected>;
  return new GraphQLError(message, { extensions: { code } });
}

/** Runs a look-up whose errors a client may see. */
export function answering<T>(lookUp: () => T): T {
  try {
    return lookUp();
  } catch (error) {
    throw asApiError(error);
  }
}
