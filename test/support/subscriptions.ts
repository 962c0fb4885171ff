import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** An open subscription. */
export interface Subscription<Item> {
  /** What has arrived so far. */
  readonly items: readonly Item[];
  /** Code of the error that ended it, where one did. */
  readonly failure: () => string | undefined;
  /** Resolves once so many have arrived. */
  arrived(count: number): Promise<readonly Item[]>;
  /** Cuts the connection, as a network that fails does: without a word. */
  drop(): Promise<void>;
}

export type Subscribe = <Item>(url: string, query: string, variables?: object) => Subscription<Item>;

/** What has not arrived by then is not coming: milliseconds. */
const PATIENCE = 30_000;

function collecting<Item>(drop: () => Promise<void> | void) {
  const items: Item[] = [];
  let failure: string | undefined;
  let wake = () => {};
  const take = ({ data, errors }: Result) => {
    const [error] = errors ?? [];
    if (error) failure = String(error.extensions?.['code'] ?? error.message);
    else items.push(Object.values(data ?? {})[0] as Item);
    wake();
  };
  const subscription: Subscription<Item> = {
    items,
    failure: () => failure,
    async arrived(count) {
      const until = Date.now() + PATIENCE;
      while (items.length < count) {
        if (failure) throw new Error(`the subscription ended with ${failure} after ${items.length} of ${count}`);
        if (Date.now() > until) throw new Error(`${items.length} of ${count} arrived: ${JSON.stringify(items.at(-1))}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 100);
        });
      }
      return items.slice(0, count);
    },
    drop: async () => drop(),
  };
  return { subscription, take };
}

/** Over a WebSocket, by the protocol of graphql-ws. */
export const overWebSocket: Subscribe = <Item>(url: string, query: string, variables: object = {}) => {
  let socket: WebSocket | undefined;
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { opened: (opened) => void (socket = opened as WebSocket) },
  });
  const { subscription, take } = collecting<Item>(() => {
    const closed = new Promise<void>((resolve) => client.on('closed', () => resolve()));
    socket?.terminate();
    return closed;
  });
  client.subscribe(
    { query, variables: { ...variables } },
    { next: (result) => take(result as Result), error: (error) => take(asResult(error)), complete: () => {} },
  );
  return subscription;
};

/** Over an event stream, by the protocol of graphql-sse in its mode of single connections. */
export const overEventStream: Subscribe = <Item>(url: string, query: string, variables: object = {}) => {
  const controller = new AbortController();
  const { subscription, take } = collecting<Item>(() => controller.abort());
  const read = async () => {
    const response = await fetch(`${url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables }),
      signal: controller.signal,
    });
    let text = '';
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^event: next\n(?:id: .*\n)?data: (.*)$/.exec(block)?.[1];
        if (data) take(JSON.parse(data) as Result);
      }
    }
  };
  read().catch((error: unknown) => {
    if (!controller.signal.aborted) take(asResult(error));
  });
  return subscription;
};

function asResult(error: unknown): Result {
  if (Array.isArray(error)) return { errors: error as Result['errors'] };
  return { errors: [{ message: error instanceof Error ? error.message : 'the connection was closed' }] };
}
