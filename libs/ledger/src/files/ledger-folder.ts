import { join } from 'node:path';
import { lockFile } from '#sqlite';
import { LedgerFileError, type Disk } from './disk.port.js';
import { LOCK } from './layout.js';
import { NodeDisk } from './node.disk.js';

export interface LedgerFolder {
  readonly disk: Disk;
  /** Gives the folder to whoever is next. */
  release(): void;
}

/**
 * The ledger's folder for this process alone: two that write the same files would spoil them, though never the head.
 * @throws LedgerFileError where another process has it
 */
export function takeLedgerFolder(folder: string): LedgerFolder {
  const disk = new NodeDisk(folder);
  const lock = lockFile(join(folder, LOCK));
  if (!lock)
    throw new LedgerFileError(folder, 'another process seals here: end it, or give this one a folder of its own');
  const release = () => {
    disk.close();
    lock.release();
  };
  return { disk, release };
}
