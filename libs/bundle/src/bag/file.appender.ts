import { closeSync, openSync, writeSync } from 'node:fs';

const PIECE = 2 ** 18;

/** A file that grows at its end, written in large pieces. */
export class FileAppender {
  private readonly fd: number;
  private readonly pieces: Buffer[] = [];
  private waiting = 0;

  /** @param file that is not there yet */
  constructor(file: string) {
    this.fd = openSync(file, 'wx');
  }

  append(content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    this.pieces.push(bytes);
    this.waiting += bytes.length;
    if (this.waiting >= PIECE) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private flush(): void {
    const bytes = Buffer.concat(this.pieces.splice(0));
    this.waiting = 0;
    for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at);
  }
}
