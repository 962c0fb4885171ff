/** An answer of a GraphQL server, as JSON. */
export interface GraphQLAnswer<Data = unknown> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What went wrong with a request as a whole, in words. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  constructor(
    message: string,
    /** Code of the first top-level error, where the server gave one. */
    readonly code?: string,
  ) {
    super(message);
  }
}

/** As long as a mutation may wait for the read model, several times over: milliseconds. */
const DEADLINE = 30_000;

/** Asks a GraphQL server over HTTP, with a token or without. */
export class GraphQLClient {
  /** @param url of the server: `http://127.0.0.1:3000` */
  constructor(
    readonly url: string,
    readonly token?: string,
    private readonly cursor?: string,
  ) {}

  as(token: string | undefined): GraphQLClient {
    return new GraphQLClient(this.url, token);
  }

  /** Sees at least what was recorded up to a cursor, whichever server answers. */
  readingAfter(cursor: string): GraphQLClient {
    return new GraphQLClient(this.url, this.token, cursor);
  }

  /** The answer as it comes, with its errors. */
  async answer<Data = unknown>(query: string, variables: object = {}): Promise<GraphQLAnswer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(this.cursor && { 'x-read-after': this.cursor }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(DEADLINE),
    });
    return JSON.parse(await response.text()) as GraphQLAnswer<Data>;
  }

  /**
   * The data.
   * @throws RequestError where there is a top-level error
   */
  async ask<Data = unknown>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.answer<Data>(query, variables);
    const [error] = errors ?? [];
    if (error) throw new RequestError(error.message, error.extensions?.['code'] as string | undefined);
    return data as Data;
  }
}
