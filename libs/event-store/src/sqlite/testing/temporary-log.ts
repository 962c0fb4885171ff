import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, type SqliteEventStoreOptions } from '../sqlite-event-store.js';

/** A log file in a folder of its own; `dispose` closes what was opened through it. */
export class TemporaryLog {
  private readonly folder = mkdtempSync(join(tmpdir(), 'on-record-'));
  private readonly opened: SqliteEventStore[] = [];
  readonly file = join(this.folder, 'log.db');

  async open(options: Partial<SqliteEventStoreOptions> = {}): Promise<SqliteEventStore> {
    const store = await SqliteEventStore.open({ file: this.file, pollInterval: 10, ...options });
    this.opened.push(store);
    return store;
  }

  async dispose(): Promise<void> {
    await Promise.all(this.opened.map((store) => store.close()));
    rmSync(this.folder, { recursive: true });
  }
}
