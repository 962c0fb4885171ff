import { closeSync, readSync } from 'node:fs';
import { fileError } from './bundle.finding.js';
import type { BundleFolder } from './bundle.folder.js';

const PIECE = 2 ** 18;
const LF = 0x0a;

export interface Line {
  /** Without its newline. */
  readonly bytes: Buffer;
  /** From 1. */
  readonly number: number;
}

/**
 * The lines of a file, in memory one at a time.
 * @param most bytes of a line
 * @throws BundleFileError where a line is longer, or the file does not end in a newline
 */
export function* readLines(folder: BundleFolder, path: string, most: number): Generator<Line> {
  const fd = folder.open(path);
  try {
    let number = 0;
    let rest = Buffer.alloc(0);
    const piece = Buffer.alloc(PIECE);
    for (let read = readSync(fd, piece); read > 0; read = readSync(fd, piece)) {
      const bytes = Buffer.concat([rest, piece.subarray(0, read)]);
      let from = 0;
      for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
        number += 1;
        if (end - from > most) throw tooLong(path, number, most);
        yield { bytes: bytes.subarray(from, end), number };
        from = end + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > most) throw tooLong(path, number + 1, most);
    }
    if (rest.length > 0) throw fileError('FORM', path, `it breaks off within line ${number + 1}`);
  } finally {
    closeSync(fd);
  }
}

const tooLong = (path: string, number: number, most: number) =>
  fileError('FORM', path, `line ${number} has more than the ${most} bytes that it may have`);
