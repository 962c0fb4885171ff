import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config/index.js';
import { type LogPlace, logPlaceOf, shownPlace } from '../../../shared/src/log/log.place.js';

/** Where an installation keeps what it has. */
export interface DataFiles {
  readonly folder: string;
  /** Where the log is, for people: its file, or its server without credentials. */
  readonly log: string;
  readonly place: LogPlace;
  readonly vault: string;
  readonly vaultKey: string;
  /** The read model's files; they can be made anew from the log. */
  readonly readModel: string;
  /** Entries, tiles and the newest checkpoint; can be made anew from the log, and is then compared with the head. */
  readonly ledger: string;
  readonly ledgerKey: string;
  /** Held by the server that has the folder open; empty. */
  readonly serverLock: string;
}

/** The installation cannot be opened as configured. */
export class InstallationError extends Error {
  override readonly name = 'InstallationError';
}

type Placed = Pick<Config, 'dataDir' | 'eventStore'> & { readonly streamPrefix?: string };

/**
 * Names the files, and makes the folders where they are missing: for their owner alone, since the vault is in them.
 * @throws InstallationError
 */
export function dataFiles(config: Placed): DataFiles {
  const files = namedFiles(config);
  const { folder, readModel } = files;
  try {
    makeFolder(readModel);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new InstallationError(
      `DATA_DIR ${folder} cannot be written to (${(error as Error).message}): name a folder of yours.`,
    );
  }
  return files;
}

/** Names them alone: for who reads, and has nothing to make there. */
export function namedFiles({ dataDir, eventStore, streamPrefix = '' }: Placed): DataFiles {
  const folder = resolve(dataDir);
  const place = logPlaceOf(eventStore, streamPrefix, folder);
  const inFolder = (name: string) => join(folder, name);
  return {
    folder,
    log: shownPlace(place),
    place,
    vault: inFolder('vault.db'),
    vaultKey: inFolder('vault.key'),
    readModel: inFolder('read-model'),
    ledger: inFolder('ledger'),
    ledgerKey: inFolder('ledger.key'),
    serverLock: inFolder('server.lock'),
  };
}

/**
 * Level by level, since `mkdirSync` with `recursive` never returns where a folder exists and says of a new one in it that
 * there is no such folder, as `/proc` does, or a link that leads nowhere.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
