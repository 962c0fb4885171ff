import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { SQLITE, sqliteCode, WriteRefused, type WriteHandler } from '#sqlite';
import {
  CELLS,
  HEADER,
  type AppendRequest,
  type AppendResponse,
  type Refusal,
  type RestoreRequest,
  type WriteRequest,
} from './append.request.js';
import { createSchema } from './schema.js';

export interface AppendHandlerOptions {
  /** Path of the database, for messages. */
  readonly file: string;
  /** Milliseconds added to the machine's clock. */
  readonly clockOffset: number;
  /** Pages that the database may have; default: as many as the disk holds. */
  readonly maxPages?: number;
}

/** Runs in the writer's thread, see `GroupCommitWriter`. */
export function open(
  db: DatabaseSync,
  options: AppendHandlerOptions,
): WriteHandler<WriteRequest, AppendResponse | null> {
  createSchema(db, options.file);
  if (options.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${options.maxPages}`);
  return new AppendHandler(db, options.clockOffset);
}

/** Where a stream stands: its surrogate, and its last revision, -1 where there is none. */
interface Head {
  readonly key: number | undefined;
  readonly revision: number;
}

class AppendHandler implements WriteHandler<WriteRequest, AppendResponse | null> {
  private readonly lastStamp: StatementSync;
  private readonly streamHead: StatementSync;
  private readonly addStream: StatementSync;
  private readonly addEvent: StatementSync;
  private readonly idAt: StatementSync;
  private readonly placeOf: StatementSync;
  private recordedAt = '';

  constructor(
    db: DatabaseSync,
    private readonly clockOffset: number,
  ) {
    this.lastStamp = db.prepare('SELECT recorded_at FROM events ORDER BY position DESC LIMIT 1');
    this.streamHead = db.prepare(
      'SELECT key, (SELECT max(revision) FROM events WHERE stream = key) AS revision FROM streams WHERE name = ?',
    );
    this.addStream = db.prepare('INSERT INTO streams (name) VALUES (?)');
    this.addEvent = db.prepare(
      `INSERT INTO events (id, stream, revision, type, schema, recorded_at, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.idAt = db.prepare('SELECT id, position FROM events WHERE stream = ? AND revision = ?');
    this.placeOf = db.prepare('SELECT position FROM events WHERE id = ?');
  }

  begin(): void {
    this.recordedAt = text(this.lastStamp.get()?.['recorded_at']);
  }

  apply(request: WriteRequest): AppendResponse | null {
    return 'restore' in request ? this.restore(request) : this.append(request);
  }

  private append(request: AppendRequest): AppendResponse {
    const stream = String(request[0]);
    const expected = Number(request[1]);
    const head = this.head(stream);
    if (head.revision !== expected) return this.repeated(request, head);
    const key = head.key ?? this.create(stream);
    const recordedAt = this.stamp();
    let revision = expected;
    let position = 0;
    try {
      for (let at = HEADER; at < request.length; at += CELLS) {
        revision += 1;
        const [id, type, schema, data, metadata] = cells(request, at);
        const added = this.addEvent.run(id, key, revision, type, schema, recordedAt, data, metadata);
        position = Number(added.lastInsertRowid);
      }
    } catch (error) {
      // Looked up only now: an id that exists is rare, and the look-up would cost as much as the insert. Those before
      // the one that failed are known by now because this append has just added them.
      if (sqliteCode(error) === SQLITE.CONSTRAINT)
        this.refuseKnownIds(stream, idsOf(request).slice(revision - expected - 1));
      throw error;
    }
    this.recordedAt = recordedAt;
    return [position, revision, recordedAt];
  }

  /** The expectation does not hold. Either this very append has been made before, or someone else was first. */
  private repeated(request: AppendRequest, head: Head): AppendResponse {
    const stream = String(request[0]);
    const expected = Number(request[1]);
    const ids = idsOf(request);
    let position = 0;
    const isRepeated = ids.every((id, n) => {
      const stored = head.key === undefined ? undefined : this.idAt.get(head.key, expected + 1 + n);
      position = Number(stored?.['position']);
      return stored?.['id'] === id;
    });
    if (isRepeated) return [position, expected + ids.length, ''];
    this.refuseKnownIds(stream, ids);
    throw refused({ kind: 'CONCURRENCY', stream, expected, actual: head.revision });
  }

  /** Events that are there already, at their place, are passed over, so that an interrupted move can go on. */
  private restore({ restore }: RestoreRequest): null {
    for (const { stream, revision, recordedAt, id, type, schema, data, metadata } of restore) {
      const head = this.head(stream);
      if (head.key !== undefined && this.idAt.get(head.key, revision)?.['id'] === id) continue;
      this.refuseKnownIds(stream, [id]);
      if (head.revision !== revision - 1) {
        throw refused({ kind: 'CONCURRENCY', stream, expected: revision - 1, actual: head.revision });
      }
      this.addEvent.run(id, head.key ?? this.create(stream), revision, type, schema, recordedAt, data, metadata);
      this.recordedAt = recordedAt;
    }
    return null;
  }

  private head(stream: string): Head {
    const row = this.streamHead.get(stream);
    if (!row) return { key: undefined, revision: -1 };
    return { key: Number(row['key']), revision: row['revision'] === null ? -1 : Number(row['revision']) };
  }

  private create(stream: string): number {
    return Number(this.addStream.run(stream).lastInsertRowid);
  }

  /** Never earlier than the event before it: a clock that is set back would turn the order of record around. */
  private stamp(): string {
    const now = new Date(Date.now() + this.clockOffset).toISOString();
    return now > this.recordedAt ? now : this.recordedAt;
  }

  private refuseKnownIds(stream: string, ids: readonly string[]): void {
    const known = ids.filter((id) => this.placeOf.get(id) !== undefined);
    if (known.length > 0) throw refused({ kind: 'IDEMPOTENCY', stream, ids: known });
  }
}

const refused = (refusal: Refusal) => new WriteRefused(refusal);

const text = (value: SQLOutputValue | undefined) => (typeof value === 'string' ? value : '');

function cells(request: AppendRequest, at: number): [string, string, number, string, string] {
  return request.slice(at, at + CELLS) as [string, string, number, string, string];
}

function idsOf(request: AppendRequest): string[] {
  const ids: string[] = [];
  for (let at = HEADER; at < request.length; at += CELLS) ids.push(String(request[at]));
  return ids;
}
