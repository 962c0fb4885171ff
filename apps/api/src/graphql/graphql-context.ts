import type { Viewer } from '../auth/viewer.js';
import { RequestScope } from './request-scope.js';

export type Transport = 'http' | 'websocket' | 'sse';

/** What every resolver receives. A subscription gets a fresh one for each event it delivers. */
export interface GraphQLContext {
  readonly viewer: Viewer;
  /** A lower-case UUID; commands write it into their events. */
  readonly correlationId: string;
  readonly transport: Transport;
  /** Aborted when the client has gone away. Reads may stop then; a mutation that was accepted goes on. */
  readonly signal: AbortSignal;
  /** Of an event stream that is taken up again: the id of the last event that the client had. */
  readonly lastEventId?: string;
  readonly scope: RequestScope;
}

export const createContext = (
  parts: Omit<GraphQLContext, 'scope' | 'lastEventId'> & { readonly lastEventId?: string | undefined },
): GraphQLContext => ({
  viewer: parts.viewer,
  correlationId: parts.correlationId,
  transport: parts.transport,
  signal: parts.signal,
  ...(parts.lastEventId ? { lastEventId: parts.lastEventId } : {}),
  scope: new RequestScope(),
});

/** The same client's context with nothing remembered. */
export const freshContext = (context: GraphQLContext): GraphQLContext => createContext(context);
