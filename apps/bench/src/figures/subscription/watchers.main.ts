import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { inFlight } from '../../measure/in-flight.js';
import { now } from '../../measure/now.js';
import { answerQuestions } from '../../processes/answer-questions.js';
import { keyOf, type ToldChange } from './change.operation.js';
import type { DeclaredFilter } from './watcher.filters.js';

export interface ConnectQuestion {
  readonly kind: 'connect';
  /** Of the server, http. */
  readonly url: string;
  readonly query: string;
  /** Cursor to follow from. */
  readonly after: string;
  /** One for each client; null for everything. */
  readonly filters: readonly (DeclaredFilter | null)[];
  /** Stops reading its socket with the first message that it is told. */
  readonly stalled: boolean;
}

export type WatchersQuestion = ConnectQuestion | { readonly kind: 'count' } | { readonly kind: 'collect' };

export interface Collected {
  /** For each client what came since it was last asked, in the order of arrival: key, and milliseconds since the epoch. */
  readonly received: readonly (readonly (readonly [key: string, at: number])[])[];
  /** Why clients lost their subscription; nothing should be here. */
  readonly lost: readonly string[];
  /** The last message as it was received, whoever received it. */
  readonly sample: unknown;
}

const CONNECTING = 20;
let received: [string, number][][] = [];
let lost: string[] = [];
let count = 0;
let sample: unknown;

answerQuestions(async (question: WatchersQuestion) => {
  if (question.kind === 'count') return count;
  if (question.kind === 'connect') return connectAll(question);
  const collected: Collected = { received, lost, sample };
  received = received.map(() => []);
  lost = [];
  return collected;
});

async function connectAll(question: ConnectQuestion): Promise<void> {
  received = question.filters.map(() => []);
  await inFlight(CONNECTING, [...question.filters.entries()], ([n, filter]) => watch(question, n, filter));
}

/** Resolves when the connection is there and the subscription on its way; of one that stalls, when it has stopped. */
function watch(
  { url, query, after, stalled }: ConnectQuestion,
  n: number,
  filter: DeclaredFilter | null,
): Promise<void> {
  return new Promise((resolve) => {
    let socket: WebSocket | undefined;
    const client = createClient({
      // The number is for a server that knows whom to send what; to the real one it says nothing.
      url: `${url.replace('http', 'ws')}/graphql?watcher=${n}`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      on: {
        connected: (opened) => {
          socket = opened as WebSocket;
          if (!stalled) setImmediate(resolve);
        },
      },
    });
    const take = (told: ToldChange, at: number) => {
      received[n]!.push([keyOf(told.entry.id, told.incident.id, told.change), at]);
      count += 1;
      if (!stalled) return;
      socket!.pause();
      resolve();
    };
    const lose = (error: unknown) => {
      lost.push(`client ${n}: ${error instanceof Error ? error.message : JSON.stringify(error)}`);
      resolve();
    };
    client.subscribe<{ incidentChanges: ToldChange }>(
      { query, variables: { after, filter } },
      {
        next: (result) => {
          const at = now();
          if (!result.data) return lose(result.errors);
          sample = result;
          take(result.data.incidentChanges, at);
        },
        error: lose,
        complete: () => lose(new Error('the server completed it')),
      },
    );
  });
}
