import { join } from 'node:path';
import type { ComposedOpening } from '#catalogue';
import type { StoredEvent } from '#domain';
import { SqliteEventStore } from '#event-store/sqlite';
import { openSqliteVault } from '#vault/sqlite';
import { generateEvents, type LogShape } from '../generate/generate-events.js';
import { format } from '../measure/statistics.js';
import { LOG_FILE, VAULT_FILE, VAULT_KEY_FILE } from './files.js';

const BATCH = 2_000;
const TELL_EVERY = 100_000;

/** Generates a log and the vault that belongs to it, into an empty folder; as in the server, the vault goes first. */
export async function writeLog(folder: string, shape: LogShape, progress: (message: string) => void): Promise<void> {
  const vault = await openSqliteVault({ file: join(folder, VAULT_FILE), keyFile: join(folder, VAULT_KEY_FILE) });
  const store = await SqliteEventStore.open({ file: join(folder, LOG_FILE) });
  let events: StoredEvent[] = [];
  let openings: ComposedOpening[] = [];
  let written = 0;
  const write = async () => {
    if (openings.length > 0) await vault.put(openings);
    await store.restore(events);
    written += events.length;
    if (written % TELL_EVERY === 0) progress(`generated ${format(written)} of ${format(shape.events)} events`);
    [events, openings] = [[], []];
  };
  try {
    for (const composed of generateEvents(shape)) {
      events.push(composed.event);
      openings.push(...composed.openings);
      if (events.length === BATCH) await write();
    }
    if (events.length > 0) await write();
  } finally {
    await store.close();
    await vault.close();
  }
}
