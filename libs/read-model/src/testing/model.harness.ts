import type { DatabaseSync } from 'node:sqlite';
import { DatabaseSync as Database } from 'node:sqlite';
import type { LogIndex } from '#domain';
import type { StepObserver } from '../projector/batch.writer.js';
import { Projector } from '../projector/projector.js';
import { ModelReader } from '../query/model.reader.js';
import { ModelSnapshot } from '../query/model.snapshot.js';
import { INDEXES, TABLES } from '../tables/tables.sql.js';
import type { MemoryLog } from './memory.log.js';

/** A read model in memory, over a log in memory. */
export class ModelHarness {
  readonly db: DatabaseSync = new Database(':memory:');
  readonly projector: Projector;

  constructor(
    readonly log: MemoryLog,
    options: { cachedRecords?: number; observe?: StepObserver } = {},
  ) {
    this.db.exec(TABLES + INDEXES);
    this.projector = new Projector(log, this.db, { staleAfterDays: 90, ...options });
  }

  /** Projects what the log holds beyond the checkpoint, `batch` events at a time. */
  async catchUp(batch = 3): Promise<this> {
    for (;;) {
      const from = this.projector.checkpoint.index + 1;
      const events = this.log.events.slice(from, from + batch);
      if (events.length === 0) return this;
      await this.projector.project(events);
    }
  }

  reader(few?: number): ModelReader {
    return new ModelReader(this.db, few);
  }

  at(index: number, few?: number): ModelSnapshot {
    return new ModelSnapshot(index as LogIndex, this.reader(few), this.log);
  }

  now(few?: number): ModelSnapshot {
    return this.at(this.projector.checkpoint.index, few);
  }
}

/** Every table's rows, as text, to compare two read models by; the search index by its words. */
export function dump(db: DatabaseSync): Record<string, string[]> {
  const tables = [
    'checkpoint',
    'record',
    'entry_type',
    'entry',
    'version',
    'link',
    'merge',
    'row',
    'tag',
    'row_tag',
    'change',
    'text',
    'text_search',
    'withheld',
  ];
  const rows = (table: string) => {
    const select = db.prepare(
      table === 'text_search' ? 'SELECT rowid, body FROM text_search' : `SELECT * FROM ${table}`,
    );
    select.setReadBigInts(true);
    return select
      .all()
      .map((row) => JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value)));
  };
  return Object.fromEntries(tables.map((table) => [table, rows(table).sort()]));
}
