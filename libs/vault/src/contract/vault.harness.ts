import type { OpeningRef, Vault } from '../vault.port.js';

/** What an adapter gives the contract suite: a vault of its own for each test, and a look behind it. */
export interface VaultHarness {
  readonly vault: Vault;
  /** What the vault takes for now, milliseconds since the Unix epoch; a test moves it. */
  readonly clock: { now: number };
  /** The key that the vault was made with, 32 bytes. */
  readonly masterKey: Uint8Array;
  /** Closes the vault if it is open and opens the same data again, by default with the same key. */
  reopen(masterKey?: Uint8Array): Promise<Vault>;
  /** Every byte that the adapter keeps on disk, however it is spread over files. */
  storedBytes(): Promise<Buffer>;
  /** Reads what is stored of an opening, around the vault. */
  rawRow(ref: OpeningRef): Promise<RawRow>;
  /** Writes it, around the vault. */
  setRawRow(ref: OpeningRef, row: RawRow): Promise<void>;
  /** Leaves the subject as a crash does that comes after its key is fenced and before it is destroyed. */
  fence(subject: string): Promise<void>;
  close(): Promise<void>;
}

export interface RawRow {
  readonly dataKey: Uint8Array;
  readonly sealed: Uint8Array;
}

export type MakeVault = () => Promise<VaultHarness>;
