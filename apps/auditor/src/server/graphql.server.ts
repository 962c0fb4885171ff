import { UsageError } from '../usage.error.js';
import { fetchAgain } from './fetch-again.js';

/** Milliseconds for one answer. */
const DEADLINE = 30_000;

/** A server does not answer a question. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/** Address of a server without what may stand after its host. @throws UsageError */
export function serverUrl(address: string): string {
  if (/^https?:\/\//.test(address) && URL.canParse(address)) return address.replace(/\/+$/, '');
  throw new UsageError(`--server: "${address}" is no http:// or https:// address`);
}

/** Whoever answers questions about the record: a server, or what was taken from one. */
export interface AnsweringRecord {
  /** @throws AnswerError with what is answered instead, or why nothing is */
  ask<Data>(query: string, variables: object): Promise<Data>;
}

/** The public interface of a running server. */
export class GraphQLServer implements AnsweringRecord {
  /** @param url of the server, without `/graphql` */
  constructor(
    readonly url: string,
    private readonly token?: string,
  ) {}

  /** @throws AnswerError with what the server says, or why it says nothing */
  async ask<Data>(query: string, variables: object): Promise<Data> {
    const where = `${this.url}/graphql`;
    // What records an export can be asked twice as well: the same export is on record once.
    const response = await fetchAgain(where, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(DEADLINE),
    }).catch((error: Error) => {
      throw new AnswerError(`${where} cannot be reached: ${((error.cause as Error | undefined) ?? error).message}`);
    });
    return dataOf<Data>(where, response.status, await response.json().catch(() => ({})));
  }
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The data of an answer without errors. @throws AnswerError, UsageError */
export function dataOf<Data>(where: string, status: number, body: unknown): Data {
  const { data, errors } = (body ?? {}) as Answer;
  if (data && !errors) return data as Data;
  // Arguments that exclude each other are so whichever server is asked, and however often.
  const wrong = errors?.find(({ extensions }) => extensions?.code === 'INVALID_QUERY');
  if (wrong) throw new UsageError(`${where}: ${wrong.message}`);
  throw new AnswerError(`${where}: ${errors?.[0]?.message ?? `it answers ${status}`}`);
}
