import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const POINTER = 'read-model.json';
const OURS = /^(read-model\.|arriving\.db)/;
const FILE = /^read-model\.[0-9a-f]{12}-\d+\.db$/;

/**
 * Says which file serves. The file itself is never renamed over another: a new connection to a database that was
 * replaced in that way has been seen to read the old rows.
 */
export class ModelPointer {
  constructor(private readonly folder: string) {}

  /** Path of the file that serves, undefined where there is none yet. */
  read(): string | undefined {
    const path = join(this.folder, POINTER);
    if (!existsSync(path)) return undefined;
    try {
      const { file } = JSON.parse(readFileSync(path, 'utf8')) as { file?: unknown };
      return typeof file === 'string' && FILE.test(file) ? join(this.folder, file) : undefined;
    } catch {
      // Unreadable is as good as missing: the read model is filled anew.
      return undefined;
    }
  }

  /** Atomic: whoever reads it sees the old file or the new one. */
  write(path: string): void {
    const draft = join(this.folder, `${POINTER}.new`);
    const descriptor = openSync(draft, 'w');
    writeSync(descriptor, `${JSON.stringify({ file: nameOf(path) })}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(draft, join(this.folder, POINTER));
  }

  /** A path that no file has. */
  next(signature: string): string {
    for (let n = 1; ; n += 1) {
      const path = join(this.folder, `read-model.${signature}-${n}.db`);
      if (!existsSync(path)) return path;
    }
  }

  /** Removes read models that do not serve: of other versions, or never finished. Nothing may have them open. */
  sweep(serving: string | undefined): void {
    for (const name of readdirSync(this.folder))
      if (FILE.test(name) && name !== (serving && nameOf(serving))) removeModel(join(this.folder, name));
  }
}

/**
 * Throws every read model of a folder away, also what was arriving from another node or never finished: the next start
 * fills a new one. Nothing may have them open. @returns the files
 */
export function removeModels(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => OURS.test(name));
  // The pointer first: one to a file that is gone is as good as none, and this way there never is one.
  names.sort((a, b) => Number(b.startsWith(POINTER)) - Number(a.startsWith(POINTER)));
  for (const name of names) rmSync(join(folder, name), { force: true });
  return names.filter((name) => name.endsWith('.db')).map((name) => join(folder, name));
}

export function removeModel(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

const nameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
