import type { GraphQLError } from 'graphql';
import { type ApiErrorCode, apiError } from '../graphql/api-error.js';

/** A limit was met: says which, how much was asked for and what to do. */
export function limitError(
  code: ApiErrorCode,
  { what, limit, actual, advice }: { what: string; limit: number; actual: number; advice: string },
): GraphQLError {
  return apiError(code, `${what}: ${actual}, and at most ${limit} is allowed. ${advice}`, { limit, actual });
}
