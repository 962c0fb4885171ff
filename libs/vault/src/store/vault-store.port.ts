import type { EventId, StreamName } from '#domain';
import type { SealedOpening } from '../crypto/opening.cipher.js';
import type { StoredToken } from '../tokens/access-tokens.port.js';
import type { ErasureRecord, OpeningRef, VaultStats } from '../vault.port.js';

/** An opening as it is written, with the blind tokens of the name that it holds (none for other fields). */
export interface OpeningRow extends SealedOpening {
  /** 16 bytes each. */
  readonly nameTokens: readonly Uint8Array[];
}

/** An opening as it is read, with its subject's key. */
export interface StoredRow extends SealedOpening {
  readonly subjectKey: Uint8Array;
}

export interface SubjectKeyRow {
  readonly subject: StreamName;
  readonly wrapped: Uint8Array;
}

/** ACTIVE → FENCED → DESTROYED, never back: a destroyed key keeps its row, so that none is made anew for the subject. */
export type SubjectKeyState =
  { readonly status: 'ACTIVE'; readonly wrapped: Uint8Array } | { readonly status: 'FENCED' | 'DESTROYED' };

export interface PurposeKeyRow {
  readonly purpose: string;
  readonly id: string;
  readonly wrapped: Uint8Array;
}

export interface KeySet {
  readonly subjects: readonly SubjectKeyRow[];
  readonly purposes: readonly PurposeKeyRow[];
}

export interface PutRequest {
  /** Under which the keys are wrapped; a vault that has moved on to another refuses. */
  readonly masterKeyId: string;
  /** The key of every subject of the batch; inserted where there is none. */
  readonly keys: readonly SubjectKeyRow[];
  readonly rows: readonly OpeningRow[];
  /** Openings known to be stored and equal; their time is set to now. */
  readonly renew: readonly OpeningRef[];
}

/** Anything but STORED means that nothing was written. */
export type PutOutcome =
  | { readonly kind: 'STORED' }
  | { readonly kind: 'SUBJECT_ERASED'; readonly subject: StreamName }
  /** The subject has a key already, and it is another one. */
  | { readonly kind: 'OTHER_SUBJECT_KEY'; readonly subject: StreamName }
  | { readonly kind: 'OTHER_MASTER_KEY'; readonly id: string }
  | { readonly kind: 'OPENING_ERASED'; readonly ref: OpeningRef }
  /** What is there (of `rows`) or is not there (of `renew`) has changed since it was looked up. */
  | { readonly kind: 'CHANGED' };

export type TokenOutcome =
  { readonly kind: 'STORED' } | { readonly kind: 'SUBJECT_ERASED' } | { readonly kind: 'CHANGED' };

/** A token as it is kept: the label is sealed with its actor's key. */
export type TokenRow = Omit<StoredToken, 'label'> & { readonly label?: Uint8Array };

/** Counts are added by the store. */
export type NewErasureRecord = Omit<ErasureRecord, 'openings'>;

/** A name's id is that of its opening within this store. */
export interface NameRow {
  readonly name: string;
  readonly subject: StreamName;
}

/**
 * Where sealed rows are kept. It holds ciphertext and never sees a key or a value; everything above it is the same on
 * SQLite and PostgreSQL. Each method is one atomic step, and what it answered is durable.
 */
export interface VaultStore {
  /** For errors: file or address, without credentials. */
  readonly where: string;

  /** Id of the master key, undefined while the vault is new. */
  masterKeyId(): Promise<string | undefined>;
  /** First come, first served: gives the id that stands. */
  initialise(masterKeyId: string): Promise<string>;

  put(request: PutRequest): Promise<PutOutcome>;
  openingsOf(eventId: EventId): Promise<readonly StoredRow[]>;
  /** In the order of the references; undefined also where the subject's key is not active. */
  openings(refs: readonly OpeningRef[]): Promise<readonly (StoredRow | undefined)[]>;

  subjectKey(subject: StreamName): Promise<SubjectKeyState | undefined>;
  /**
   * Records the erasure; from here on nothing is put or read for the subject, known to the vault or not. A key that is
   * fenced or destroyed stays what it is.
   */
  fence(record: NewErasureRecord): Promise<void>;
  /**
   * Ends a fenced key, with all openings, names and tokens of the subject, and adds to the record of the erasure that
   * fenced it. Gives the number of openings.
   */
  destroy(subject: StreamName): Promise<number>;
  fencedSubjects(): Promise<readonly StreamName[]>;

  openingsOfSubject(subject: StreamName, fields: readonly string[]): Promise<readonly OpeningRef[]>;
  /**
   * Takes data keys, ciphertexts and name tokens away and records it, in one step. The row stays, empty: it refuses the
   * same opening to a retry that had read it before.
   */
  remove(refs: readonly OpeningRef[], record: NewErasureRecord): Promise<number>;
  erasures(subject: StreamName): Promise<readonly ErasureRecord[]>;
  /** After it no byte of what was removed is left in the store's files, as far as the store can see to it. */
  purge(): Promise<void>;

  /** Openings put before this moment and not marked as kept yet; oldest first, from behind the given one. */
  unchecked(storedBefore: number, after: UncheckedRow | undefined, limit: number): Promise<readonly UncheckedRow[]>;
  keep(refs: readonly OpeningRef[]): Promise<void>;
  /** Only those that were not put again meanwhile. Gives the number removed. */
  removeUnchecked(refs: readonly OpeningRef[], storedBefore: number): Promise<number>;

  purposeKey(purpose: string): Promise<PurposeKeyRow | undefined>;
  /** First come, first served: gives the key that stands, undefined where the master key is not this one any more. */
  addPurposeKey(row: PurposeKeyRow, masterKeyId: string): Promise<PurposeKeyRow | undefined>;
  keys(): Promise<KeySet>;
  /** False, and nothing is written, where the keys are not those of `keys()` any more. */
  replaceKeys(from: string, to: string, keys: KeySet): Promise<boolean>;

  /**
   * Blind tokens added since `cursor`, and where to go on. A token may be given twice, never be left out: an adapter
   * whose commits become visible out of order must look back far enough.
   */
  nameTokensSince(
    cursor: string | undefined,
    limit: number,
  ): Promise<{ readonly tokens: readonly Uint8Array[]; readonly cursor: string | undefined }>;
  /** Names that have all of the tokens, of the given subjects or of all. */
  namesWith(
    tokens: readonly Uint8Array[],
    among: readonly StreamName[] | undefined,
    limit: number,
  ): Promise<readonly NameRow[]>;

  /** Made only while the actor's key is active; an equal row changes nothing, another one gives CHANGED. */
  putToken(row: TokenRow, masterKeyId: string, key: SubjectKeyRow): Promise<PutOutcome>;
  findToken(tokenId: string): Promise<TokenRow | undefined>;
  /** `at` in milliseconds since the Unix epoch; the first revocation stands. */
  revokeToken(tokenId: string, at: number): Promise<void>;
  listTokens(actor: StreamName): Promise<readonly TokenRow[]>;

  getCheckpoint(name: string): Promise<string | undefined>;
  setCheckpoint(name: string, value: string): Promise<void>;

  /** By the database's own clock, milliseconds since the Unix epoch; undefined where it has none of its own. */
  sharedTime(): Promise<number | undefined>;
  stats(): Promise<VaultStats>;
  close(): Promise<void>;
}

export interface UncheckedRow extends OpeningRef {
  /** Milliseconds since the Unix epoch. */
  readonly storedAt: number;
  /** Opaque, of the store. */
  readonly place: number;
}
