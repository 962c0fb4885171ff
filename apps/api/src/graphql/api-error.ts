import { GraphQLError } from 'graphql';

/**
 * Codes of top-level errors of the shell. Refusals of mutations are values in their payload, with codes of their own.
 */
export const API_ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_ATTEMPTS',
  'LOG_UNAVAILABLE',
  'CLOCK_OFF',
  'UNAVAILABLE',
  'QUERY_TOO_DEEP',
  'QUERY_TOO_WIDE',
  'TOO_MANY_ALIASES',
  'TOO_MANY_OPERATIONS',
  'QUERY_TOO_LONG',
  'QUERY_TOO_COSTLY',
  'PAGE_TOO_LARGE',
  'BODY_TOO_LARGE',
  'INVALID_CURSOR',
  'READ_MODEL_BEHIND',
  'CURSOR_EXPIRED',
  'SLOW_CONSUMER',
  'INVALID_QUERY',
  'INVALID_MOMENT',
  'INDEX_OUT_OF_RANGE',
  'NOT_ON_THIS_AXIS',
  'NO_LEDGER',
  'NOT_SEALED',
] as const;
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];

/** A top-level error with a stable code; its message and extensions are shown to the client as they are. */
export function apiError(
  code: ApiErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** An error for Apollo's plugins: it answers 500 to what they throw unless told otherwise. */
export const withStatus = ({ message, extensions }: GraphQLError, status: number): GraphQLError =>
  new GraphQLError(message, { extensions: { ...extensions, http: { status } } });
