import type { StoredEvent } from '#domain';
import type { LedgerReader } from '#ledger';
import { AnswerError, type GraphQLServer } from '../server/graphql.server.js';

/** How far the log of a server is, as it says. */
export interface Growth {
  /** Entries of the log. */
  readonly entries: number;
  /** When the entries at its end were recorded, by index; as many as are told at once. */
  readonly newest: readonly { readonly index: number; readonly recordedAt: string }[];
  /** Of the sealer. */
  readonly state: string;
  readonly problem: string | null;
}

/** A server as a watcher sees it. Nothing that it says is believed but what its key has signed. */
export interface WatchedServer {
  readonly url: string;
  readonly reader: LedgerReader;
  growth(): Promise<Growth>;
  /** The events of the log itself that name a new key. */
  rotations(): Promise<readonly { readonly index: number; readonly event: StoredEvent }[]>;
}

const GROWTH = `{ ledgerStatus { state problem } history(last: 100) { nodes { index recordedAt } } }`;
const ROTATIONS = `query ($after: String) {
  history(record: "log", first: 100, after: $after) { nodes { index type recorded } pageInfo { hasNextPage endCursor } }
}`;
/** Pages of the log's own events: a server that is not believed may have ever another. */
const MOST_PAGES = 10_000;

interface RotationPage {
  readonly history: {
    readonly nodes: readonly { readonly index: number; readonly type: string; readonly recorded: StoredEvent | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** A running server, by its public interface. */
export function watchedServer(reader: LedgerReader, graphql: GraphQLServer): WatchedServer {
  return {
    url: graphql.url,
    reader,
    async growth() {
      const { ledgerStatus, history } = await graphql.ask<{
        ledgerStatus: Pick<Growth, 'state' | 'problem'>;
        history: { nodes: Growth['newest'] };
      }>(GROWTH, {});
      return { ...ledgerStatus, newest: history.nodes, entries: (history.nodes.at(-1)?.index ?? -1) + 1 };
    },
    async rotations() {
      const found: { index: number; event: StoredEvent }[] = [];
      let after: string | null = null;
      for (let n = 0; n < MOST_PAGES; n++) {
        const { history }: RotationPage = await graphql.ask<RotationPage>(ROTATIONS, { after });
        for (const { index, type, recorded } of history.nodes)
          if (type === 'SigningKeyRotated' && recorded) found.push({ index, event: recorded });
        if (!history.pageInfo.hasNextPage) return found;
        after = history.pageInfo.endCursor;
      }
      throw new AnswerError(`${graphql.url}/graphql: the history of the log does not end`);
    },
  };
}
