import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync } from 'node:fs';

const PIECE = 2 ** 18;
const buffer = Buffer.allocUnsafe(PIECE);

/** A file for reading, that is a file: a link that was put in its place meanwhile is not followed, a pipe not waited for. */
export function openPlain(file: string): number {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw new Error(`${file} is no file`);
}

/** SHA-256 of a file, hexadecimal; its length does not matter for memory. @param durable also brings it to the disk */
export function digestOf(file: string, durable = false): string {
  const fd = openPlain(file);
  try {
    if (durable) fsyncSync(fd);
    const hash = createHash('sha256');
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) hash.update(buffer.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
