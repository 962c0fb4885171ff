import { join } from 'node:path';
import { v5 } from 'uuid';
import { eventOfLeaf, type HeldEntry } from '#bundle';
import { aggregateOf, type EventId, type Revision, type StoredEvent, type StreamName } from '#domain';
import { type OpenedStore, openStoreAt } from '../../../shared/src/log/log.adapter.js';
import type { LogPlace } from '../../../shared/src/log/log.place.js';
import type { Progress } from './record.source.js';

/** Events in one commit. */
const BATCH = 256;

type SealedEntry = Pick<HeldEntry, 'index' | 'leaf' | 'texts'>;

export interface SealedLog {
  readonly log: OpenedStore;
  readonly place: LogPlace;
  /** Every record of which the first entry is held, with the index of that; but actors and the log's own. Rising. */
  readonly records: readonly BegunRecord[];
}

export interface BegunRecord {
  readonly id: StreamName;
  readonly first: number;
}

/**
 * Writes a log anew from what was sealed of it, and the texts that are opened: each event at its index. In the place of
 * an entry that is not held stands one that says nothing, of an actor of whom nobody is told.
 *
 * @param size entries of the tree
 * @throws NoEventError
 */
export async function writeSealedLog(
  entries: Iterable<SealedEntry> | AsyncIterable<SealedEntry>,
  { folder, size }: { readonly folder: string; readonly size: number },
  onProgress: Progress,
): Promise<SealedLog> {
  const place: LogPlace = { kind: 'FILE', file: join(folder, 'log.db') };
  const log = await openStoreAt(place);
  try {
    const gaps = new Gaps();
    const records: BegunRecord[] = [];
    let batch: StoredEvent[] = [];
    let written = 0;
    let ofLog = 0;
    const write = async (event: StoredEvent) => {
      batch.push(event);
      if (batch.length < BATCH && written + batch.length < size) return;
      await log.restore(batch);
      written += batch.length;
      batch = [];
      onProgress('written', written, size);
    };
    let next = 0;
    let last = '';
    for await (const { index, leaf, texts } of entries) {
      const event = eventOfLeaf(leaf, texts);
      // By its time an entry that is not held came before the next that is: who asks by time gets what is held.
      for (; next < index; next++) await write(gaps.at(next, event.recordedAt));
      const isOfLog = event.stream === 'log';
      await write(isOfLog ? { ...event, revision: ofLog++ as Revision } : event);
      if (event.revision === 0 && !isOfLog && aggregateOf(event.stream) !== 'actor')
        records.push({ id: event.stream, first: index });
      next = index + 1;
      last = event.recordedAt;
    }
    for (; next < size; next++) await write(gaps.at(next, last));
    return { log, place, records };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** What stands for entries that are not held. */
class Gaps {
  private readonly stream: StreamName = `actor-${v5('what is not held', v5.URL)}`;
  private revision = 0;

  at(index: number, recordedAt: string): StoredEvent {
    const id = v5(`entry ${index}, which is not held`, v5.URL) as EventId;
    return {
      id,
      stream: this.stream,
      revision: this.revision++ as Revision,
      type: 'ActorRegistered',
      schema: 1,
      recordedAt,
      occurred: { edtf: recordedAt.replace(/\.\d+Z$/, 'Z'), zone: 'UTC' },
      actor: this.stream,
      correlationId: id,
      causationId: id,
      data: {},
    };
  }
}
