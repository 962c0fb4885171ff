import type { RunningServer } from '../support/server.js';
import { overWebSocket, type Subscription } from '../support/subscriptions.js';

export interface LogItem {
  readonly cursor: string;
  readonly entry: { readonly id: string; readonly index: number };
}

const LOG = 'subscription ($after: String) { logEvents(after: $after) { cursor entry { id index } } }';

/** Every event of the log after a cursor, as a server tells it. */
export const followLog = ({ url }: Pick<RunningServer, 'url'>, after: string): Subscription<LogItem> =>
  overWebSocket<LogItem>(url, LOG, { after });

export async function present(server: RunningServer): Promise<string> {
  const { cursor } = await server.client().ask<{ cursor: string }>('{ cursor }');
  return cursor;
}

/** The next indices, without a gap, a repetition or a step back. */
export const following = (cursor: string, count: number): number[] =>
  Array.from({ length: count }, (_, n) => indexOf(cursor) + 1 + n);

export const indexOf = (cursor: string): number => Number(Buffer.from(cursor, 'base64url').toString().split(':')[2]);
