import {
  appendFileSync,
  closeSync,
  existsSync,
  fsync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LedgerFileError, type Disk } from './disk.port.js';
import { syncFolder } from './sync-folder.js';

/** Files held open. A ledger of 65,536 entries needs six, and only the newest of each kind are written. */
const MOST_OPEN = 48;

const flush = promisify(fsync);

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free space, then it goes on by itself',
  EDQUOT: 'the quota is used up: free space, then it goes on by itself',
  EACCES: 'it may not be used: check the owner and permissions of the file and its folder',
  EROFS: 'the file system is read-only: mount it for writing',
  EIO: 'the disk does not read or write it: check the disk',
  EMFILE: 'too many files are open: raise the limit (ulimit -n)',
};

/** A folder of the local file system. */
export class NodeDisk implements Disk {
  private readonly open = new Map<string, number>();
  /** Folders in which a file was made or renamed that may not survive power loss yet, by file. */
  private readonly unsettled = new Map<string, string>();

  constructor(
    readonly where: string,
    private readonly options: { readonly readOnly?: boolean } = {},
  ) {
    if (!options.readOnly) mkdirSync(where, { recursive: true, mode: 0o700 });
  }

  size(file: string): number {
    return this.try(file, (path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  }

  read(file: string, offset: number, length: number): Buffer {
    return this.try(file, (path) => {
      const bytes = Buffer.allocUnsafe(length);
      // A reader keeps nothing open: the writer may put another file in the place of one.
      const fd = this.options.readOnly ? openSync(path, 'r') : this.descriptor(file, path);
      try {
        fill(fd, bytes, offset, path);
      } finally {
        if (this.options.readOnly) closeSync(fd);
      }
      return bytes;
    });
  }

  append(file: string, bytes: Uint8Array): void {
    this.try(file, (path) => {
      if (!existsSync(path)) {
        this.makeFolder(dirname(path));
        this.unsettled.set(file, dirname(path));
      }
      appendFileSync(this.descriptor(file, path), bytes);
    });
  }

  truncate(file: string, length: number): void {
    this.try(file, (path) => {
      if (!existsSync(path)) return;
      if (length > 0) return ftruncateSync(this.descriptor(file, path), length);
      this.release(file);
      rmSync(path);
    });
  }

  async sync(file: string): Promise<void> {
    const path = join(this.where, file);
    try {
      await flush(this.descriptor(file, path));
    } catch (error) {
      throw problem(path, error);
    }
    this.try(file, () => {
      const folder = this.unsettled.get(file);
      if (folder !== undefined) syncFolder(folder);
      this.unsettled.delete(file);
    });
  }

  replace(file: string, bytes: Uint8Array): void {
    this.try(file, (path) => {
      this.release(file);
      this.makeFolder(dirname(path));
      const draft = `${path}.tmp`;
      writeFileSync(draft, bytes, { flush: true });
      renameSync(draft, path);
      syncFolder(dirname(path));
    });
  }

  close(): void {
    for (const fd of this.open.values()) closeSync(fd);
    this.open.clear();
  }

  private makeFolder(folder: string): void {
    if (existsSync(folder)) return;
    this.makeFolder(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
    syncFolder(dirname(folder));
  }

  /** The least recently used is closed where too many are open. */
  private descriptor(file: string, path: string): number {
    const fd = this.open.get(file) ?? openSync(path, 'a+', 0o600);
    this.open.delete(file);
    this.open.set(file, fd);
    if (this.open.size > MOST_OPEN) this.release(this.open.keys().next().value!);
    return fd;
  }

  private release(file: string): void {
    const fd = this.open.get(file);
    if (fd !== undefined) closeSync(fd);
    this.open.delete(file);
  }

  private try<T>(file: string, work: (path: string) => T): T {
    const path = join(this.where, file);
    try {
      return work(path);
    } catch (error) {
      throw problem(path, error);
    }
  }
}

function problem(path: string, error: unknown): LedgerFileError {
  if (error instanceof LedgerFileError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const advice = ADVICE[code];
  return new LedgerFileError(path, advice ? `${advice} (${message})` : message, { cause: error });
}

function fill(fd: number, bytes: Buffer, offset: number, path: string): void {
  for (let done = 0; done < bytes.length;) {
    const read = readSync(fd, bytes, done, bytes.length - done, offset + done);
    if (read === 0)
      throw new LedgerFileError(path, `it has ${fstatSync(fd).size} bytes, and ${offset + bytes.length} are expected`);
    done += read;
  }
}
