import { DatabaseFileError, isBlank } from '#sqlite';
import { unavailable } from './append.writer.js';
import { SqliteEventStore } from './sqlite-event-store.js';

/**
 * Looks into a log before it is opened for writing, since that makes what is missing.
 * @returns undefined where there is no log: no file, or one without content
 * @throws LogUnavailableError where the file cannot be read
 */
export async function peekLog<T>(file: string, look: (log: SqliteEventStore) => Promise<T>): Promise<T | undefined> {
  try {
    if (isBlank(file)) return undefined;
  } catch (error) {
    throw unavailable(file, DatabaseFileError.from(file, error));
  }
  const log = await SqliteEventStore.open({ file, readOnly: true });
  try {
    return await look(log);
  } finally {
    await log.close();
  }
}
