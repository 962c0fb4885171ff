/**
 * The few things that the ledger does with a disk, so that a test can let it fail at each of them. Names are relative to
 * the ledger's folder. Synchronous, since the ledger writes on a thread of its own; but for `sync`, which takes longest and
 * needs nobody: meanwhile the next entries are read.
 */
export interface Disk {
  /** The folder, for messages. */
  readonly where: string;
  /** Bytes; 0 where there is no such file. */
  size(file: string): number;
  /** @throws LedgerFileError where the file is shorter */
  read(file: string, offset: number, length: number): Buffer;
  /** To the end of the file, which is made where it does not exist. On disk only after `sync`. */
  append(file: string, bytes: Uint8Array): void;
  /** Cuts the file to a length; where that is 0, removes it. */
  truncate(file: string, length: number): void;
  /** Resolves once the file, and its name, survive power loss. */
  sync(file: string): Promise<void>;
  /** The whole file at once: whoever reads it, also after a crash, finds the old content or the new one. */
  replace(file: string, bytes: Uint8Array): void;
  close(): void;
}

/** What is wrong with a file of the ledger, for the person who has to put it right. */
export class LedgerFileError extends Error {
  override readonly name = 'LedgerFileError';
  constructor(
    readonly file: string,
    readonly why: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${why}`, options);
  }
}
