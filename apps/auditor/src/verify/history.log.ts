import type { StoredEvent, StreamName } from '#domain';
import type { RecordedEvent, StorePosition, StreamRange } from '#event-store';
import type { VerifiedLog } from '#ledger';
import { AnswerError, type GraphQLServer } from '../server/graphql.server.js';

const PAGE = 100;
const HISTORY = `query ($record: ID, $after: String) {
  history(record: $record, first: ${PAGE}, after: $after) { nodes { index recorded } pageInfo { hasNextPage endCursor } }
}`;

interface Page {
  readonly history: {
    readonly nodes: readonly { readonly index: number; readonly recorded: StoredEvent | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** The log as a server tells it by `history`, event by event. Events of actors need the token of an auditor. */
export class HistoryLog implements VerifiedLog {
  constructor(private readonly server: GraphQLServer) {}

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
      const page: Page = await this.server.ask<Page>(HISTORY, { record, after });
      const { nodes, pageInfo } = page.history;
      for (const { index, recorded } of nodes) {
        if (!recorded)
          throw new AnswerError(`the event at index ${index} is not shown: the token has to be that of an auditor`);
        // Its place in the store is none of ours; the index orders as well.
        yield { ...recorded, position: BigInt(index + 1) as StorePosition };
      }
      if (!pageInfo.hasNextPage) return;
      after = pageInfo.endCursor;
    }
  }
}
