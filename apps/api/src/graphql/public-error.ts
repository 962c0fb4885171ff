import { GraphQLError, type GraphQLFormattedError } from 'graphql';

const MASKED =
  'Something failed on our side; your request may be right. The x-correlation-id of this answer finds it in our log.';
const LOG_UNAVAILABLE =
  'The log cannot be reached at the moment; nothing is known to be recorded. Repeat the mutation with the same commandId.';

/** Errors of the event store's and the vault's port that mean "not now", by name: a rejected worker's error keeps only that. */
const UNAVAILABLE = new Set(['LogUnavailableError', 'DeadlineExceededError', 'VaultUnavailableError']);

/** Whether the log or the vault is away: what was asked can be asked again. */
export const isUnavailable = ({ name }: Error): boolean => UNAVAILABLE.has(name);

/**
 * What a client is told of an error: errors with a code as they are, the rest as one code without detail, since its
 * message may hold a path, a statement or a value.
 *
 * @param code the code that the caller has found for an error without one
 */
export function publicError(error: GraphQLError, code = codeOf(error)): GraphQLFormattedError {
  const place = {
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
  };
  if (isUnavailable(rootOf(error))) {
    return { message: LOG_UNAVAILABLE, ...place, extensions: { code: 'LOG_UNAVAILABLE' } };
  }
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') {
    return { message: MASKED, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  }
  const { http: _, stacktrace: __, ...extensions } = error.extensions;
  return { message: error.message, ...place, extensions: { ...extensions, code } };
}

/** Whether an error is our fault, and so has to be logged. */
export function isUnexpected(error: GraphQLError): boolean {
  const code = codeOf(error);
  return (code === undefined || code === 'INTERNAL_SERVER_ERROR') && !isUnavailable(rootOf(error));
}

/** The error that a resolver threw. */
export function rootOf(error: Error): Error {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

function codeOf(error: GraphQLError): string | undefined {
  if (typeof error.extensions['code'] === 'string') return error.extensions['code'];
  // Without a path nothing was executed: what failed is the request, such as the value of a variable.
  // The value of a variable is told wrong by an error within an error, both of GraphQL's own.
  return error.path === undefined && rootOf(error) instanceof GraphQLError ? 'BAD_USER_INPUT' : undefined;
}
