import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { MasterKeyError } from '../vault.errors.js';
import { parseMasterKey } from './master-key.text.js';

export interface MasterKeySource {
  /** The configured key: 32 bytes as base64, base64url or hexadecimal. It wins over the file. */
  readonly fromConfig?: string;
  /** Where the embedded mode keeps its key. */
  readonly file: string;
  /** Whether the vault was written to before. Then a missing key is an error: a new one would open nothing. */
  readonly vaultInitialised: boolean;
}

/**
 * The master key of the vault, 32 bytes.
 * @throws MasterKeyError where it is malformed, missing although the vault needs it, or readable by others
 */
export function loadMasterKey({ fromConfig, file, vaultInitialised }: MasterKeySource): Uint8Array {
  if (fromConfig !== undefined) return parseMasterKey(fromConfig, 'the configured master key');
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats) return readKeyFile(file, stats);
  if (vaultInitialised) {
    throw new MasterKeyError(
      `the vault's master key is missing: ${file} does not exist and none is configured. ` +
        'Without it the sealed data cannot be read: restore the file, or configure the key',
    );
  }
  createKeyFile(file);
  return readKeyFile(file, lstatSync(file));
}

function readKeyFile(file: string, stats: Stats): Uint8Array {
  if (!stats.isFile()) throw new MasterKeyError(`${file} should hold the master key and is not a regular file`);
  if (stats.mode & 0o077) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
    throw new MasterKeyError(`${file} holds the master key and others may use it (mode ${mode}): chmod 600 it`);
  }
  return parseMasterKey(readFileSync(file, 'utf8').trim(), file);
}

/** A crash leaves the whole file or none, and two processes that start at once agree on the one that came first. */
function createKeyFile(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeDurably(draft, `${randomBytes(32).toString('base64')}\n`);
    // A rename would replace the key of a process that was a moment faster; a link refuses to.
    linkSync(draft, file);
    syncFolder(dirname(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw new MasterKeyError(`no master key could be made at ${file}: ${(error as Error).message}`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
