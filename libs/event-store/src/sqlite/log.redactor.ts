import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventId } from '#domain';
import { DatabaseFileError, openDatabase, truncateWal } from '#sqlite';
import { prepareBatch, type PreparedEvent } from '../admission.js';
import type { RecordedEvent } from '../event-store.port.js';
import { unavailable } from './append.writer.js';
import { recordedEvent, type EventRow } from './recorded-event.js';
import { checkSchema, withoutGuard } from './schema.js';

/** What is to stand in an event's place. Its id, place, type and time are not up to it. */
export type Rewrite = (event: RecordedEvent) => RecordedEvent;

/** An event that still holds what is to go. */
export interface Redactable {
  readonly event: RecordedEvent;
  /** The event as it is to be stored. */
  readonly without: RecordedEvent;
}

/** Milliseconds that other programs which have the file open are waited for. */
const PATIENCE = 2_000;

/**
 * Physical removal on the embedded log: for operators, with nothing else on the file, and apart from the port, which has
 * no change (promise 9). In this order, each step durable before the next:
 *
 * 1. `remove` changes the rows in one transaction, and leaves a mark there that bytes of them may be left.
 * 2. `writeAnew` copies what the file holds into it anew. Changing a row with `secure_delete` overwrites its own cell;
 *    copies that SQLite made when it moved rows between pages lie in the room between cells, where nothing reaches them.
 * 3. `finish` takes the mark away.
 *
 * After a crash the mark tells that 2 and 3 are still to be done. @throws {LogUnavailableError} from every method
 */
export class LogRedactor {
  private readonly byId: StatementSync;

  private constructor(
    private readonly file: string,
    private readonly db: DatabaseSync,
  ) {
    this.byId = db.prepare(
      `SELECT position, id, name, revision, type, schema, recorded_at, data, metadata
       FROM events JOIN streams ON key = stream WHERE id = ?`,
    );
    this.byId.setReturnArrays(true);
  }

  /** @param options `readOnly` for a look only */
  static open(file: string, { readOnly = false }: { readonly readOnly?: boolean } = {}): LogRedactor {
    let db: DatabaseSync | undefined;
    try {
      db = openDatabase(file, { readOnly, busyTimeout: PATIENCE });
      checkSchema(db, file);
      if (!readOnly) db.exec('PRAGMA secure_delete = ON');
      return new LogRedactor(file, db);
    } catch (error) {
      db?.close();
      throw unavailable(file, error);
    }
  }

  /** Whether an earlier run was cut off after it had changed rows. */
  get isUnfinished(): boolean {
    return this.guard(
      () => this.db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'redaction_unfinished'").get() !== undefined,
    );
  }

  /** The event, undefined where the log has none of this id. */
  event(id: EventId): RecordedEvent | undefined {
    const row = this.guard(() => this.byId.get(id)) as EventRow | undefined;
    return row && recordedEvent(row);
  }

  /** All of them, or none. */
  remove(all: readonly Redactable[]): void {
    this.guard(() =>
      withoutGuard(this.db, () => {
        const change = this.db.prepare('UPDATE events SET data = ?, metadata = ? WHERE id = ?');
        for (const { event, without } of all) {
          const { data, metadata } = prepared(without);
          change.run(data, metadata, event.id);
        }
        this.db.exec('CREATE TABLE IF NOT EXISTS redaction_unfinished (one INTEGER)');
      }),
    );
  }

  /** Needs room on the disk for the log twice more. */
  writeAnew(): void {
    this.guard(() => this.db.exec('VACUUM'));
    this.cutWal();
  }

  finish(): void {
    this.guard(() => this.db.exec('DROP TABLE IF EXISTS redaction_unfinished'));
    this.cutWal();
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }

  /** What stood in the write-ahead log stands there until it is cut. */
  private cutWal(): void {
    this.guard(() => {
      if (!truncateWal(this.db, PATIENCE))
        throw new DatabaseFileError(
          this.file,
          'its write-ahead log cannot be cut: end the other programs that have the file open, and do this again',
        );
    });
  }

  private guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw unavailable(this.file, DatabaseFileError.from(this.file, error));
    }
  }
}

/** As the store writes an event that is restored. */
function prepared({ stream, revision: _r, recordedAt: _t, position: _p, ...event }: RecordedEvent): PreparedEvent {
  return prepareBatch(stream, [event])[0]!;
}
