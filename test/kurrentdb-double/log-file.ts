import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { LogRecord } from './record.js';

type Line = readonly {
  readonly [Field in keyof LogRecord]: LogRecord[Field] extends string | number | boolean ? LogRecord[Field] : string;
}[];

/**
 * One line of JSON for each append. Written before anything is answered, so a process that is killed keeps what it
 * answered; not flushed to the disk, since it is processes that die here and not machines.
 */
export class LogFile {
  private descriptor: number | undefined;

  constructor(private readonly path: string) {}

  /** What was written; a line that a kill cut short was never answered, and is cut off. */
  read(): LogRecord[] {
    const bytes = existsSync(this.path) ? readFileSync(this.path) : Buffer.alloc(0);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    this.descriptor = openSync(this.path, 'a');
    ftruncateSync(this.descriptor, whole);
    const lines = bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean);
    return lines.flatMap((line) =>
      (JSON.parse(line) as Line).map((record) => ({
        ...record,
        position: BigInt(record.position),
        created: BigInt(record.created),
        data: Buffer.from(record.data, 'base64'),
        metadata: Buffer.from(record.metadata, 'base64'),
      })),
    );
  }

  write(records: readonly LogRecord[]): void {
    const line: Line = records.map((record) => ({
      ...record,
      position: String(record.position),
      created: String(record.created),
      data: Buffer.from(record.data).toString('base64'),
      metadata: Buffer.from(record.metadata).toString('base64'),
    }));
    writeSync(this.descriptor!, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }
}
