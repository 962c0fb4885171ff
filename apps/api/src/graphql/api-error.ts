import { GraphQLError } from 'graphql';

/**
 * Codes of top-level errors that the shell gives. Refusals of mutations are values in their payload, with codes of their
 * own. A code keeps its meaning for ever.
 */
export const API_ERRORS = {
  UNAUTHENTICATED: 'The access token is not valid, or none was presented where one is needed.',
  FORBIDDEN: 'The role is too low; `needed` lists those of which one would do.',
  TOO_MANY_ATTEMPTS:
    'The token is wrong, as too many were that came from this address within a minute; a valid one goes on counting.',
  LOG_UNAVAILABLE: 'The log or the vault cannot be reached; repeat a mutation with the same `commandId`.',
  CLOCK_OFF: 'The clock of this node is wrong, so it records nothing; repeat the mutation at another node.',
  UNAVAILABLE: 'The server is stopping, or cannot answer at the moment: ask again.',
  QUERY_TOO_DEEP: 'Fields are nested too deeply.',
  QUERY_TOO_WIDE: 'Too many fields stand beside each other.',
  TOO_MANY_ALIASES: 'Too many fields have an alias.',
  TOO_MANY_OPERATIONS: 'The document holds too many operations.',
  QUERY_TOO_LONG: 'The document has too many tokens.',
  QUERY_TOO_COSTLY: 'The estimated cost is too high: ask for fewer fields, or smaller pages.',
  PAGE_TOO_LARGE: 'A page was asked for that is too large: ask for less, and go on from `endCursor`.',
  BODY_TOO_LARGE: 'The body of the request is too large.',
  INVALID_CURSOR: 'The cursor is not one of this log, or not of this list and this order.',
  READ_MODEL_BEHIND: 'This server has not yet read as far as `x-read-after` asks: ask again.',
  CURSOR_EXPIRED: 'The cursor of a subscription is too far behind: query again, and follow from the new one.',
  SLOW_CONSUMER: 'What a subscription sent was not read fast enough: query again, and follow from the new cursor.',
  INVALID_QUERY: 'An argument does not make sense: an unknown code in a filter, arguments that exclude each other.',
  INVALID_MOMENT: 'A moment is no date or instant, or more than one axis was named.',
  INDEX_OUT_OF_RANGE: 'The log does not reach as far as the index that was asked for.',
  NOT_ON_THIS_AXIS: 'What was asked cannot be answered by `recordedBy` or `publicBy`: ask by `index`.',
  NO_LEDGER: 'This server keeps no ledger: ask another one of the same log.',
  NOT_SEALED: 'The entry is not in the ledger yet: ask again later.',
} as const;
export type ApiErrorCode = keyof typeof API_ERRORS;

/** Codes of what fails before the shell is asked, or that nobody foresaw. */
export const OTHER_ERRORS = {
  BAD_USER_INPUT: 'The value of a variable or an argument has not the type that the schema gives it.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  BAD_REQUEST: 'The request is not one for GraphQL over HTTP.',
  NOT_FOUND: 'There is nothing at this address.',
  UNSUPPORTED_MEDIA_TYPE: 'The body is of a type that is not read: send `application/json`.',
  INTERNAL_SERVER_ERROR: 'Something failed on our side; `x-correlation-id` of the answer finds it in our log.',
} as const;

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
