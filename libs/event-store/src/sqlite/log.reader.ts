import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Revision, StreamName } from '#domain';
import { DatabaseFileError } from '#sqlite';
import { LogUnavailableError } from '../event-store.errors.js';
import type { RecordedEvent, StorePosition } from '../event-store.port.js';
import type { RecordedText } from '../recorded-text.js';
import { recordedEvent, recordedText, type EventRow } from './recorded-event.js';

/** Events read at once, and held in memory by one reader at most: about 256 KiB, some milliseconds. */
export const PAGE = 256;

const COLUMNS = 'position, id, name, revision, type, schema, recorded_at, data, metadata';

/**
 * Whole pages from a connection of its own. No statement stays open between two pages: one that does pins the WAL,
 * which then grows for as long as a slow consumer takes.
 */
export class LogReader {
  private readonly all: StatementSync;
  private readonly stream: StatementSync;
  private readonly last: StatementSync;
  private readonly version: StatementSync;

  constructor(
    private readonly db: DatabaseSync,
    private readonly file: string,
  ) {
    this.all = db.prepare(
      `SELECT ${COLUMNS} FROM events JOIN streams ON key = stream
       WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`,
    );
    this.stream = db.prepare(
      // The name is bound once more rather than joined: commands read streams all the time, and a join is a third of it.
      `SELECT position, id, ?, revision, type, schema, recorded_at, data, metadata FROM events
       WHERE stream = (SELECT key FROM streams WHERE name = ?) AND revision > ? AND revision <= ?
       ORDER BY revision LIMIT ?`,
    );
    this.last = db.prepare('SELECT max(position) AS position FROM events');
    this.version = db.prepare('PRAGMA data_version');
    this.all.setReturnArrays(true);
    this.stream.setReturnArrays(true);
  }

  /** Log order, `after` exclusive, `upTo` inclusive. */
  pageOfAll(after: StorePosition, upTo: StorePosition, limit = PAGE): RecordedEvent[] {
    return this.rows(() => this.all.all(after, upTo, Math.min(limit, PAGE))).map(recordedEvent);
  }

  /** The same, unparsed. */
  textsOfAll(after: StorePosition, upTo: StorePosition, limit = PAGE): RecordedText[] {
    return this.rows(() => this.all.all(after, upTo, Math.min(limit, PAGE))).map(recordedText);
  }

  /** By revision, `after` exclusive, `upTo` inclusive. */
  pageOfStream(stream: StreamName, after: Revision, upTo: Revision, limit = PAGE): RecordedEvent[] {
    return this.rows(() => this.stream.all(stream, stream, after, upTo, Math.min(limit, PAGE))).map(recordedEvent);
  }

  head(): StorePosition | undefined {
    const position = this.guard(() => this.last.get()?.['position']);
    return typeof position === 'number' ? (BigInt(position) as StorePosition) : undefined;
  }

  /** Changes whenever another connection, of this process or another, has committed. */
  dataVersion(): number {
    return Number(this.guard(() => this.version.get()?.['data_version']));
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }

  private rows(read: () => unknown[]): EventRow[] {
    return this.guard(() => read() as EventRow[]);
  }

  private guard<T>(read: () => T): T {
    if (!this.db.isOpen) throw new LogUnavailableError(this.file, 'it has been closed');
    try {
      return read();
    } catch (cause) {
      throw new LogUnavailableError(this.file, DatabaseFileError.from(this.file, cause).why, { cause });
    }
  }
}
