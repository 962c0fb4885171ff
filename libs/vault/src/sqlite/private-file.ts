import { chmodSync, closeSync, lstatSync, openSync } from 'node:fs';

/** Makes the file for its owner alone, or takes it from others; SQLite gives the WAL beside it the same mode. */
export function preparePrivateFile(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) closeSync(openSync(file, 'a', 0o600));
  else if (stats.isFile() && stats.mode & 0o077) chmodSync(file, 0o600);
}
