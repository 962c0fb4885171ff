import type { EventStore, StorePosition } from '#event-store';
import type { ReadModel } from '#read-model';

/** How far the read model is behind the log. */
export interface ProjectionLag {
  /** Entries that the log holds and the read model does not. */
  readonly entries: number;
  /** Since the oldest of them was recorded; 0 where there is none. */
  readonly seconds: number;
}

const BEGINNING = 0n as StorePosition;

/**
 * Counted by subtraction, since to count a million entries would read them. The embedded log numbers its entries without
 * gaps: what an append that failed had taken is given back with its transaction.
 */
export async function projectionLag(
  store: Pick<EventStore, 'head' | 'readAll'>,
  readModel: Pick<ReadModel, 'status'>,
  now = Date.now(),
): Promise<ProjectionLag> {
  const { position = BEGINNING } = readModel.status();
  const head = (await store.head()) ?? BEGINNING;
  if (head <= position) return { entries: 0, seconds: 0 };
  for await (const { recordedAt } of store.readAll({ after: position, limit: 1 }))
    return { entries: Number(head - position), seconds: Math.max(0, (now - Date.parse(recordedAt)) / 1_000) };
  return { entries: 0, seconds: 0 };
}
