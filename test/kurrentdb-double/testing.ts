import { randomUUID } from 'node:crypto';
import { jsonEvent, KurrentDBClient, type AllStreamSubscription, type ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { Double } from './index.js';

const clients: KurrentDBClient[] = [];

/** The vendor's client, disposed of by `disposeClients`. */
export function clientOf(double: Pick<Double, 'connectionString'>): KurrentDBClient {
  const client = KurrentDBClient.connectionString(double.connectionString);
  clients.push(client);
  return client;
}

export async function disposeClients(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.dispose()));
}

export const happened = (n: number | string, id = randomUUID()) => jsonEvent({ type: 'Happened', data: { n }, id });

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export const names = (events: readonly ResolvedEvent[]): string[] =>
  events.map(({ event, link }) => `${link ? 'link to ' : ''}${event?.streamId}/${event?.revision}`);

export type Heard =
  | { readonly kind: 'confirmation' | 'caughtUp' | 'end' }
  | { readonly kind: 'checkpoint'; readonly position: bigint }
  | { readonly kind: 'event'; readonly event: ResolvedEvent }
  | { readonly kind: 'error'; readonly error: Error };

/** Collects what a subscription says, and waits for it. */
export class Listening {
  readonly heard: Heard[] = [];
  private readonly waiting = new Set<() => void>();

  hear(heard: Heard): void {
    this.heard.push(heard);
    for (const wake of this.waiting) wake();
  }

  listenTo(subscription: AllStreamSubscription): this {
    subscription
      .on('confirmation', () => this.hear({ kind: 'confirmation' }))
      .on('caughtUp', () => this.hear({ kind: 'caughtUp' }))
      .on('data', (event) => this.hear({ kind: 'event', event }))
      .on('end', () => this.hear({ kind: 'end' }))
      .on('error', (error) => this.hear({ kind: 'error', error }));
    return this;
  }

  get events(): ResolvedEvent[] {
    return this.heard.flatMap((heard) => (heard.kind === 'event' ? [heard.event] : []));
  }

  get kinds(): string[] {
    return this.heard.map(({ kind }) => kind);
  }

  async until(enough: (listening: this) => boolean): Promise<this> {
    while (!enough(this))
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    return this;
  }
}
