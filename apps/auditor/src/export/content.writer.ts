import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import type { BundleWriter } from '#bundle';

/** Writes the payload, and makes the export's id from it: the same content has the same id. */
export class ContentWriter {
  private readonly hash = createHash('sha256');

  constructor(private readonly writer: Pick<BundleWriter, 'write' | 'append'>) {}

  write(path: string, content: string | Uint8Array): void {
    this.mark(path, content);
    this.writer.write(path, content);
  }

  append(path: string, content: string | Uint8Array): void {
    this.mark(path, content);
    this.writer.append(path, content);
  }

  /** @param recipient two copies for two recipients are two exports */
  idOf(logId: string, recipient: string | undefined): string {
    return v5(
      this.hash
        .copy()
        .update(`recipient ${recipient ?? ''}`)
        .digest('hex'),
      logId,
    );
  }

  private mark(path: string, content: string | Uint8Array): void {
    this.hash.update(`${path} ${Buffer.byteLength(content)}\n`).update(content);
  }
}
