import type { StoredEvent, StreamName } from '#domain';
import type { RecordedEvent, StorePosition, StreamRange } from '#event-store';
import type { VerifiedLog } from '#ledger';

const PAGE = 100;
const DEADLINE = 30_000;
const HISTORY = `query ($record: ID, $after: String) {
  history(record: $record, first: ${PAGE}, after: $after) { nodes { index recorded } pageInfo { hasNextPage endCursor } }
}`;

interface Page {
  readonly data?: {
    readonly history: {
      readonly nodes: readonly { readonly index: number; readonly recorded: StoredEvent | null }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** The history does not answer. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

/** The log as a server tells it by `history`, event by event. Events of actors need the token of an auditor. */
export class HistoryLog implements VerifiedLog {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  readAll(): AsyncIterable<RecordedEvent> {
    return this.read();
  }

  async *readStream(
    stream: StreamName,
    { after = -1, upTo = Infinity, limit = Infinity }: StreamRange = {},
  ): AsyncGenerator<RecordedEvent> {
    let left = limit;
    for await (const event of this.read(stream)) {
      if (event.revision <= after) continue;
      if (event.revision > upTo || left-- <= 0) return;
      yield event;
    }
  }

  private async *read(record?: StreamName): AsyncGenerator<RecordedEvent> {
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await this.page({ record, after });
      for (const { index, recorded } of nodes) {
        if (!recorded)
          throw new HistoryError(`the event at index ${index} is not shown: the token has to be that of an auditor`);
        // Its place in the store is none of ours; the index orders as well.
        yield { ...recorded, position: BigInt(index + 1) as StorePosition };
      }
      if (!pageInfo.hasNextPage) return;
      after = pageInfo.endCursor;
    }
  }

  private async page(variables: object): Promise<NonNullable<Page['data']>['history']> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query: HISTORY, variables }),
      signal: AbortSignal.timeout(DEADLINE),
    });
    const { data, errors } = (await response.json()) as Page;
    if (data?.history) return data.history;
    throw new HistoryError(`${this.url}/graphql: ${errors?.[0]?.message ?? `it answers ${response.status}`}`);
  }
}
