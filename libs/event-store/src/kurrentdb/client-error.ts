import type { Address } from './address.js';

/**
 * The client's errors by their `type`, else by their gRPC code, else by what they say: errors of its native half carry
 * no code, a failed look-up of features is a bare gRPC error, and a failed discovery a plain Error.
 */
export interface ClientError extends Error {
  readonly type?: string;
  readonly code?: number | string;
  readonly actualState?: bigint | string;
  readonly maxAppendSize?: number;
  readonly maxSize?: number;
}

/** What a server says about the request, not about itself: another client would be told the same. */
const ANSWERS: ReadonlySet<string> = new Set([
  'wrong-expected-version',
  'stream-not-found',
  'maximum-append-size-exceeded',
  'append-record-size-exceeded',
  'transaction-max-size-exceeded',
  'stream-deleted',
  'stream-tombstoned',
]);

export const TOO_LARGE: ReadonlySet<string> = new Set([
  'maximum-append-size-exceeded',
  'append-record-size-exceeded',
  'transaction-max-size-exceeded',
]);

export const typeOf = (error: unknown): string | undefined => (error as ClientError | undefined)?.type;

export const isAnswer = (error: unknown): boolean => ANSWERS.has(typeOf(error) ?? '');

/** No answer came in the time that one attempt has. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
  readonly type = 'silence';
}

/** Whether nothing was heard of the server, by our timer or by the client's own. */
export const isSilence = (error: unknown): boolean =>
  error instanceof SilenceError ||
  typeOf(error) === 'deadline-exceeded' ||
  (error as ClientError | undefined)?.code === 4;

export const NO_ANSWER = 'it does not answer';

const WORDS: Readonly<Record<string, string>> = {
  silence: NO_ANSWER,
  timeout: 'it did not get the request done in time',
  'deadline-exceeded': NO_ANSWER,
  unavailable: 'it cannot be reached',
  cancelled: 'it broke the call off',
  'not-leader': 'the node is not the leader, and the leader does not answer',
  'access-denied': 'it refuses the credentials of the connection string, or they may not do this',
  'stream-deleted': 'the stream was deleted there',
  'stream-tombstoned': 'the stream was deleted there',
};
/** gRPC status codes (https://grpc.io/docs/guides/status-codes/). */
const CODES: Readonly<Record<number, string>> = {
  1: 'cancelled',
  4: 'deadline-exceeded',
  7: 'access-denied',
  14: 'unavailable',
  16: 'access-denied',
};

/** Why a call failed, for people; nothing of the connection string but where it leads. */
export function reasonOf(error: unknown, address: Address): string {
  const { type, code, message } = (error ?? {}) as ClientError;
  const kind = type !== undefined && type in WORDS ? type : CODES[Number(code)];
  const words = kind === undefined ? undefined : WORDS[kind];
  const detail = withoutSecrets(String(message ?? error), address);
  if (words === undefined) return detail || 'it failed without a word';
  return detail && kind !== 'silence' ? `${words} (${detail})` : words;
}

function withoutSecrets(text: string, { connectionString, credentials }: Address): string {
  const secrets = [connectionString, credentials?.password, encodeURIComponent(credentials?.password ?? '')];
  const clean = secrets.reduce<string>((left, secret) => (secret ? left.replaceAll(secret, '…') : left), text);
  return clean.replace(/\/\/[^\s/@]*@/g, '//').trim();
}
