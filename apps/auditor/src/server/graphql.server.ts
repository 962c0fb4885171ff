import { UsageError } from '../usage.error.js';

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

/** The public interface of a running server. */
export class GraphQLServer {
  /** @param url of the server, without `/graphql` */
  constructor(
    readonly url: string,
    private readonly token?: string,
  ) {}

  /** @throws AnswerError with what the server says, or why it says nothing */
  async ask<Data>(query: string, variables: object): Promise<Data> {
    const where = `${this.url}/graphql`;
    const response = await fetch(where, {
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
    const answer = (await response.json().catch(() => ({}))) as {
      readonly data?: Data | null;
      readonly errors?: readonly { readonly message: string }[];
    };
    if (answer.data && !answer.errors) return answer.data;
    throw new AnswerError(`${where}: ${answer.errors?.[0]?.message ?? `it answers ${response.status}`}`);
  }
}
