import type { Disk } from '../files/disk.port.js';

export interface StampedCheckpoint {
  /** Of the checkpoint. */
  readonly size: number;
  /** The time that the authority states. */
  readonly at: Date;
}

const LIST = 'timestamps/list';
const fileOf = (size: number) => `timestamps/${size}.tsr`;

/** Time stamps beside the checkpoints, in the ledger's folder: one a day, and a line for each in a list. */
export class TimeStampFolder {
  constructor(private readonly disk: Disk) {}

  /** In the order in which they were made. */
  list(): StampedCheckpoint[] {
    const size = this.disk.size(LIST);
    if (size === 0) return [];
    const lines = this.disk.read(LIST, 0, size).toString('utf8').split('\n').filter(Boolean);
    return lines.map((line) => {
      const [of, at] = line.split(' ');
      return { size: Number(of), at: new Date(at!) };
    });
  }

  /** The answer of the authority over the checkpoint of a size, DER. */
  read(size: number): Buffer | undefined {
    const bytes = this.disk.size(fileOf(size));
    return bytes === 0 ? undefined : this.disk.read(fileOf(size), 0, bytes);
  }

  /** The stamp first: what the list names is there. */
  keep({ size, at }: StampedCheckpoint, reply: Uint8Array): void {
    this.disk.replace(fileOf(size), reply);
    this.disk.replace(LIST, Buffer.from(formatStamps([...this.list(), { size, at }])));
  }
}

export const formatStamps = (stamps: readonly StampedCheckpoint[]): string =>
  stamps.map(({ size, at }) => `${size} ${at.toISOString()}\n`).join('');
