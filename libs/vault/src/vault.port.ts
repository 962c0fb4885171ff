import type { EventId, Json, StreamName } from '#domain';
import type { AccessTokens } from './tokens/access-tokens.port.js';
import type { NameIndex } from './names/name-index.port.js';

/** Which sealed value is meant. The commitment binds the value, so the three name one value for ever. */
export interface OpeningRef {
  readonly eventId: EventId;
  /** RFC 6901, from the event: `/data/nationality/code`. */
  readonly path: string;
  /** SHA-256, base64url without padding. */
  readonly commitment: string;
}

/** What opens a commitment: the value and its salt. It exists here and nowhere else, so that it can be erased. */
export interface Opening extends OpeningRef {
  /** The data subject: a person, actor or source stream. */
  readonly subject: StreamName;
  /** The sealed field as policy and erasure know it: `nationality`. */
  readonly field: string;
  /** 32 random bytes, base64url without padding. */
  readonly salt: string;
  readonly value: Json;
}

export interface Erasure {
  readonly subject: StreamName;
  /** `ALL` ends the subject: its key is destroyed and never made anew, so nothing can be sealed for it again. */
  readonly fields: readonly string[] | 'ALL';
  /** The event that decided the erasure; the vault keeps it with counts, never with values. */
  readonly entry: EventId;
  /**
   * Whether the log holds this event before `entry`. An event that is not in the log yet is not before it: its append
   * may still be on its way, and it was not covered. Not asked on `ALL`.
   */
  readonly isBefore: (eventId: EventId) => boolean | Promise<boolean>;
}

/** How much this call of `erase` removed; a repeated erasure removes nothing. */
export interface Erased {
  readonly openings: number;
}

export interface ErasureRecord {
  readonly entry: EventId;
  readonly subject: StreamName;
  readonly fields: readonly string[] | 'ALL';
  /** Openings removed, over all calls for this entry. */
  readonly openings: number;
  /** Milliseconds since the Unix epoch, of the first call. */
  readonly at: number;
}

export interface Sweep {
  /** Only openings put, or put again, before this moment are looked at. At least a day ago in normal running. */
  readonly olderThan: Date;
  /** Whether an event in the log holds this commitment. A rejection ends the sweep and removes nothing more. */
  readonly isStored: (ref: OpeningRef) => boolean | Promise<boolean>;
}

export interface Swept {
  readonly removed: number;
  /** Found in the log; they are not looked at again. */
  readonly kept: number;
}

/** Purposes of keys that belong to the vault but are used outside of it; each is random and has nothing to do with a person. */
export type KeyPurpose = 'command-digest' | 'name-index';

export interface DerivedKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface VaultStats {
  readonly openings: number;
  readonly subjects: number;
  readonly erasedSubjects: number;
  /** Bytes of the write-ahead log, where the adapter has one. */
  readonly walBytes?: number;
}

/**
 * Sealed personal data, the only place from which something can be erased. One contract suite (`#vault/contract`)
 * holds these promises for every adapter:
 *
 * 1. What `put` answered is durable; a put is all or nothing.
 * 2. No row is ever replaced. Two attempts of one event that race leave both their openings: the stored event chooses,
 *    and a retry that replaced a row would lose the value of the attempt that won.
 * 3. What is stored is unreadable without the master key, and a row that was altered or moved to another place is
 *    refused, never half read.
 * 4. An erased value does not come back: not by a cache, not by a retry, not by a new key, not from the files' bytes.
 * 5. Every operation can be repeated after a crash, and then ends where it would have ended.
 */
export interface Vault extends NameIndex, AccessTokens {
  /**
   * Stores openings, before the event that commits to them is appended. Putting equal ones again changes nothing but
   * protects them from a running sweep: so a retry that reuses an opening puts it again before it appends.
   * @throws SubjectErasedError where a subject's key is fenced or destroyed
   * @throws OpeningErasedError where one of them was erased: a late retry does not bring it back
   * @throws OpeningConflictError where the same commitment is stored with another value
   * @throws InvalidOpeningError where a part has not the form that `Opening` says
   */
  put(openings: readonly Opening[]): Promise<void>;

  /** All openings of an event, of every attempt to append it; a retry with an equal value reuses one of them. */
  openingsOf(eventId: EventId): Promise<readonly Opening[]>;

  /** In the order of the references; undefined where there is no such opening, or no longer. */
  open(refs: readonly OpeningRef[]): Promise<readonly (Opening | undefined)[]>;

  erase(erasure: Erasure): Promise<Erased>;
  erasures(subject: StreamName): Promise<readonly ErasureRecord[]>;

  /** Removes openings that no event holds. The caller decides when the log can be trusted to answer. */
  sweep(sweep: Sweep): Promise<Swept>;

  /** The key for a purpose, made on the first call and the same ever after. */
  derivedKey(purpose: KeyPurpose): Promise<DerivedKey>;

  /**
   * Wraps every key under another master key, in one step: after a crash either the old or the new one opens the vault.
   * The caller has the new key in a safe place before it asks, since from then on the old one opens nothing.
   */
  rewrap(newMasterKey: Uint8Array): Promise<void>;

  /** A follower's place in the log, kept with what it did here. */
  getCheckpoint(name: string): Promise<string | undefined>;
  setCheckpoint(name: string, value: string): Promise<void>;

  /**
   * The time by the clock that all nodes share, the database's: milliseconds since the Unix epoch. Undefined where the
   * vault is of one node, which then shares its clock with nobody.
   */
  sharedTime(): Promise<number | undefined>;

  stats(): Promise<VaultStats>;
  close(): Promise<void>;
}
