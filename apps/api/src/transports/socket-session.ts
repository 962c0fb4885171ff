import type { Viewer } from '../auth/viewer.js';
import type { GraphQLContext } from '../graphql/graphql-context.js';

/** What one WebSocket connection knows of its client. */
export interface SocketSession {
  readonly correlationId: string;
  readonly address: string;
  /** Aborted when the socket has closed. */
  readonly gone: AbortController;
  /** As presented in the upgrade's header, or else in `connectionParams.authorization`. */
  authorization: unknown;
  viewer: Viewer;
  /** When the client was last found to be who it says: milliseconds since the epoch. */
  confirmedAt: number;
  /** Why the client was refused, in the words that HTTP has for it. */
  refusal?: string;
  /** By operation id; the context and the cost of what is running. */
  readonly running: Map<string, { readonly context: GraphQLContext; readonly cost: number }>;
}
