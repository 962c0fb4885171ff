const GRAPHQL_MEDIA_TYPE = 'application/graphql-response+json';

/** Errors of requests that are well-formed, but cannot be executed. */
const WELL_FORMED = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'QUERY_TOO_DEEP',
  'QUERY_TOO_WIDE',
  'TOO_MANY_ALIASES',
  'TOO_MANY_OPERATIONS',
  'QUERY_TOO_LONG',
  'QUERY_TOO_COSTLY',
  'PAGE_TOO_LARGE',
  'INVALID_CURSOR',
  'READ_MODEL_BEHIND',
]);

/** The media type to answer in: the older one unless the client names the newer (*GraphQL over HTTP* §6.2). */
export const mediaTypeFor = (accept = ''): string =>
  accept.includes(GRAPHQL_MEDIA_TYPE) ? GRAPHQL_MEDIA_TYPE : 'application/json';

/**
 * The status of an answer without data. In `application/json` a client cannot tell a 400 of ours from one of a proxy
 * that knows no GraphQL, so there well-formed requests get 200; the newer media type says it by the status.
 */
export function statusFor(accept: string | undefined, status: number, codes: readonly unknown[]): number {
  const wellFormed = codes.length > 0 && codes.every((code) => typeof code === 'string' && WELL_FORMED.has(code));
  return wellFormed && status === 400 && mediaTypeFor(accept) === 'application/json' ? 200 : status;
}
