import { closeSync, fstatSync, lstatSync, readdirSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openPlain } from '../bag/digest.js';
import { fileError } from './bundle.finding.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns undefined where the bytes are no UTF-8 */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Files of a bundle that nobody believes: no link is followed, nothing is read that is longer than it may be. */
export class BundleFolder {
  private readonly folders = new Set<string>();

  constructor(readonly root: string) {}

  has(path: string): boolean {
    return lstatSync(join(this.root, path), { throwIfNoEntry: false }) !== undefined;
  }

  /** @throws BundleFileError where it is missing, is no file, or is longer than `most` bytes */
  bytes(path: string, most: number): Buffer {
    const fd = this.open(path);
    try {
      const { size } = fstatSync(fd);
      if (size > most) throw fileError('FORM', path, `it has ${size} bytes, and ${most} are the most that it may have`);
      const bytes = Buffer.alloc(size);
      let at = 0;
      for (let read = 1; read > 0 && at < size; at += read) read = readSync(fd, bytes, at, size - at, at);
      return bytes.subarray(0, at);
    } finally {
      closeSync(fd);
    }
  }

  /** @throws BundleFileError also where it is no UTF-8 */
  text(path: string, most: number): string {
    const text = utf8(this.bytes(path, most));
    if (text === undefined) throw fileError('FORM', path, 'it is not UTF-8');
    return text;
  }

  /** Names in a folder, sorted; none where there is no such folder. */
  names(path: string): string[] {
    if (!this.has(path)) return [];
    this.requireFolder(path);
    return readdirSync(join(this.root, path)).sort();
  }

  /** @returns a descriptor, to be closed @throws BundleFileError */
  open(path: string): number {
    this.requireFolder(dirname(path));
    try {
      return openPlain(join(this.root, path));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') throw fileError('BAG', path, 'it is missing');
      if (code === 'ELOOP' || code === undefined || code === 'EISDIR' || code === 'ENXIO')
        throw fileError('BAG', path, 'it is no file');
      throw error;
    }
  }

  /** A link on the way would lead out of the bundle. */
  private requireFolder(path: string): void {
    if (path === '.' || this.folders.has(path)) return;
    this.requireFolder(dirname(path));
    const found = lstatSync(join(this.root, path), { throwIfNoEntry: false });
    if (!found) throw fileError('BAG', path, 'it is missing');
    if (!found.isDirectory()) throw fileError('BAG', path, 'it is no folder');
    this.folders.add(path);
  }
}
