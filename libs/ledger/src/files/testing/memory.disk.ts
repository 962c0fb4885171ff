import { LedgerFileError, type Disk } from '../disk.port.js';

interface MemoryFile {
  bytes: Buffer;
  /** How much of it survives power loss for certain. */
  synced: number;
}

export class DiskDied extends Error {
  override readonly name = 'DiskDied';
}

/** A disk that can be told to die at any of its writes, and that then shows what power loss may leave. */
export class MemoryDisk implements Disk {
  readonly where = '/ledger';
  /** Calls that change something, so far. */
  writes = 0;
  /** At which of them it dies; from then on every call fails. */
  dieAt = Infinity;

  constructor(readonly files = new Map<string, MemoryFile>()) {}

  size(file: string): number {
    this.requireAlive();
    return this.files.get(file)?.bytes.length ?? 0;
  }

  read(file: string, offset: number, length: number): Buffer {
    this.requireAlive();
    const bytes = this.files.get(file)?.bytes ?? Buffer.alloc(0);
    if (offset + length > bytes.length)
      throw new LedgerFileError(
        `${this.where}/${file}`,
        `it has ${bytes.length} bytes, and ${offset + length} are expected`,
      );
    return Buffer.from(bytes.subarray(offset, offset + length));
  }

  append(file: string, bytes: Uint8Array): void {
    const old = this.files.get(file) ?? { bytes: Buffer.alloc(0), synced: 0 };
    this.write(
      () => this.files.set(file, { ...old, bytes: Buffer.concat([old.bytes, bytes]) }),
      () => this.files.set(file, { ...old, bytes: Buffer.concat([old.bytes, bytes.subarray(0, bytes.length >> 1)]) }),
    );
  }

  truncate(file: string, length: number): void {
    const old = this.files.get(file);
    this.write(() => {
      if (!old) return;
      if (length === 0) this.files.delete(file);
      else this.files.set(file, { bytes: old.bytes.subarray(0, length), synced: Math.min(old.synced, length) });
    });
  }

  async sync(file: string): Promise<void> {
    this.write(() => {
      const found = this.files.get(file);
      if (found) found.synced = found.bytes.length;
    });
  }

  replace(file: string, bytes: Uint8Array): void {
    this.write(() => this.files.set(file, { bytes: Buffer.from(bytes), synced: bytes.length }));
  }

  close(): void {}

  /** What is found after a restart. @param lost for each file, how much of what was not synced is gone; 0 to 1 */
  afterPowerLoss(lost: (file: string) => number): MemoryDisk {
    const left = new Map<string, MemoryFile>();
    for (const [file, { bytes, synced }] of this.files) {
      const length = bytes.length - Math.round((bytes.length - synced) * lost(file));
      if (length > 0) left.set(file, { bytes: Buffer.from(bytes.subarray(0, length)), synced: length });
    }
    return new MemoryDisk(left);
  }

  private write(work: () => void, half?: () => void): void {
    this.requireAlive();
    this.writes += 1;
    if (this.writes === this.dieAt) half?.();
    this.requireAlive();
    work();
  }

  private requireAlive(): void {
    if (this.writes >= this.dieAt) throw new DiskDied(`the disk died at write ${this.dieAt}`);
  }
}
