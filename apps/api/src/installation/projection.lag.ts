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

/** Entries that are counted one by one, at most, where positions do not count them: more is said to be so many. */
const COUNTED = 1_000;

/**
 * Counted by subtraction, since to count a million entries would read them. The embedded log numbers its entries without
 * gaps: what an append that failed had taken is given back with its transaction. Another store's positions count nothing.
 */
export async function projectionLag(
  store: Pick<EventStore, 'head' | 'readAll'> & { readonly hasGaps?: boolean },
  readModel: Pick<ReadModel, 'status'>,
  now = Date.now(),
): Promise<ProjectionLag> {
  const { position = BEGINNING } = readModel.status();
  const head = (await store.head()) ?? BEGINNING;
  if (head <= position) return { entries: 0, seconds: 0 };
  let entries = 0;
  let seconds = 0;
  const after = position === BEGINNING ? undefined : position;
  for await (const { recordedAt } of store.readAll({ after, limit: store.hasGaps ? COUNTED : 1 })) {
    if (entries === 0) seconds = Math.max(0, (now - Date.parse(recordedAt)) / 1_000);
    entries += 1;
  }
  return { entries: store.hasGaps || entries === 0 ? entries : Number(head - position), seconds };
}
