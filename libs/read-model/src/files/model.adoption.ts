import { existsSync, renameSync } from 'node:fs';
import type { LogIndex, Revision, StreamName, EventId } from '#domain';
import type { EventStore, StorePosition } from '#event-store';
import { openDatabase } from '#sqlite';
import type { DatabaseSync } from 'node:sqlite';
import { CheckpointTable, placeAt } from '../projector/checkpoint.js';
import { requireSameLog } from '../projector/same.log.js';
import { fromBytes } from '../tables/event-id.bytes.js';
import { modelSignature } from '../tables/model.signature.js';
import { isComplete } from './model.file.js';
import { ModelPointer } from './model.pointer.js';

/** A file that cannot serve here; filling a new one from the log always can. */
export class UnusableModelError extends Error {
  override readonly name = 'UnusableModelError';
}

export interface Adoption {
  /** Of the read model's files; nothing may have one of them open. */
  readonly folder: string;
  /** The log that the read model will follow. */
  readonly log: Pick<EventStore, 'readStream'>;
  readonly staleAfterDays: number;
  /** Told the copy's table of indices before it serves; what it throws refuses the copy. */
  readonly requireIndex?: (table: AdoptedIndex) => Promise<void>;
}

/** A line of the index table. */
export interface AdoptedEntry {
  readonly index: number;
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: StorePosition;
}

/** Which event has which index, as the copy has it. */
export interface AdoptedIndex {
  readonly size: number;
  /** In the order of the index. */
  entries(): Iterable<AdoptedEntry>;
}

/** The file that serves in a folder, undefined where there is none. */
export function servingFile(folder: string): string | undefined {
  const file = new ModelPointer(folder).read();
  return file !== undefined && existsSync(file) ? file : undefined;
}

/**
 * Makes a copy of another node's read model, index table and all, the one that serves here: following the log goes on
 * from its checkpoint. It must be whole, of this version, and of this very log: the event of its checkpoint is looked
 * up there.
 *
 * @param file in the same folder, and gone afterwards
 * @returns the last index that it holds
 * @throws {UnusableModelError} where it cannot serve; the file is left as it is
 */
export async function adoptModel(
  file: string,
  { folder, log, staleAfterDays, requireIndex }: Adoption,
): Promise<LogIndex> {
  const signature = modelSignature({ staleAfterDays });
  if (!isComplete(file, signature))
    throw new UnusableModelError(
      'it is damaged, was never finished, or is of another version or ONRECORD_STALE_DAYS than this node',
    );
  const index = await check(file, log, requireIndex);
  const pointer = new ModelPointer(folder);
  const adopted = pointer.next(signature);
  renameSync(file, adopted);
  pointer.write(adopted);
  return index;
}

async function check(
  file: string,
  log: Pick<EventStore, 'readStream'>,
  requireIndex: Adoption['requireIndex'],
): Promise<LogIndex> {
  const db = openDatabase(file);
  try {
    // Of a transfer that lost something in between: the header and the last page look whole.
    const found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (found !== 'ok') throw new UnusableModelError(`it is damaged: ${String(found)}`);
    const checkpoint = new CheckpointTable(db).read();
    await requireSameLog(log, checkpoint, placeAt(db, checkpoint.index)).catch((error: Error) => {
      throw error.name === 'ForeignLogError' ? new UnusableModelError(`it is of another log: ${error.message}`) : error;
    });
    await requireIndex?.({ size: checkpoint.index + 1, entries: () => entriesOf(db) });
    return checkpoint.index;
  } finally {
    db.close();
  }
}

function* entriesOf(db: DatabaseSync): Generator<AdoptedEntry> {
  const select = db.prepare(
    'SELECT idx, entry.id, name, revision, position FROM entry JOIN record ON record.id = entry.record ORDER BY idx',
  );
  // Positions may be beyond what a double holds exactly.
  select.setReadBigInts(true);
  for (const row of select.iterate())
    yield {
      index: Number(row['idx']),
      id: fromBytes(row['id'] as Uint8Array),
      stream: row['name'] as StreamName,
      revision: Number(row['revision']) as Revision,
      position: row['position'] as StorePosition,
    };
}
