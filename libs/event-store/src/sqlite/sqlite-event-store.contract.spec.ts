import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '#event-store/contract';
import { SqliteEventStore } from './sqlite-event-store.js';

eventStoreContract('the SQLite store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-'));
  const open = () => SqliteEventStore.open({ file: join(folder, 'log.db'), pollInterval: 10 });
  return {
    store: await open(),
    reopen: open,
    another: open,
    close: async () => rmSync(folder, { recursive: true }),
  };
});
