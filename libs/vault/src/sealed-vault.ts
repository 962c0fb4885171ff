import type { EventId, StreamName } from '#domain';
import { OpeningCache, type OpeningCacheOptions } from './cache/opening.cache.js';
import { unsealOpening } from './crypto/opening.cipher.js';
import { eraseSubject } from './erasure/erase-subject.js';
import { sweepOpenings } from './erasure/sweep-openings.js';
import { MasterKey } from './keys/master-key.js';
import { MasterKeyRing } from './keys/master-key.ring.js';
import { PurposeKeys } from './keys/purpose-keys.js';
import { rewrapKeys } from './keys/rewrap-keys.js';
import { SubjectKeys } from './keys/subject-keys.js';
import { BlindNameIndex } from './names/blind-name-index.js';
import { BlindTokens } from './names/blind-tokens.js';
import type { NameMatch, NameSearch } from './names/name-index.port.js';
import { OpeningWriter } from './put/opening.writer.js';
import type { StoredRow, VaultStore } from './store/vault-store.port.js';
import type { NewToken, StoredToken } from './tokens/access-tokens.port.js';
import { TokenRegister } from './tokens/token-register.js';
import { WrongMasterKeyError } from './vault.errors.js';
import type * as port from './vault.port.js';

export interface SealedVaultOptions {
  /** 32 bytes; `loadMasterKey` finds them. */
  readonly masterKey: Uint8Array;
  readonly cache?: OpeningCacheOptions;
  /** Milliseconds since the Unix epoch. */
  readonly clock?: () => number;
}

/** The vault over a store of sealed rows: everything that knows a key or a value is here, and the store is not. */
export class SealedVault implements port.Vault {
  private readonly cache: OpeningCache;

  private constructor(
    private readonly store: VaultStore,
    private readonly master: MasterKeyRing,
    private readonly subjects: SubjectKeys,
    private readonly purposes: PurposeKeys,
    private readonly names: BlindNameIndex,
    private readonly blind: BlindTokens,
    private readonly writer: OpeningWriter,
    private readonly tokens: TokenRegister,
    private readonly options: SealedVaultOptions,
  ) {
    this.cache = new OpeningCache(options.cache);
  }

  /**
   * Opens the vault, and ends the erasures that a crash interrupted.
   * @throws WrongMasterKeyError before anything is read or written under the key
   */
  static async open(store: VaultStore, options: SealedVaultOptions): Promise<SealedVault> {
    const master = new MasterKey(options.masterKey);
    const expected = await store.initialise(master.id);
    if (expected !== master.id) throw new WrongMasterKeyError(expected, master.id);
    const ring = new MasterKeyRing(master);
    const subjects = new SubjectKeys(store, ring);
    const purposes = new PurposeKeys(store, ring);
    const blind = new BlindTokens((await purposes.get('name-index')).key);
    const names = new BlindNameIndex(store, blind);
    const writer = new OpeningWriter(store, subjects, names);
    const tokens = new TokenRegister(store, subjects);
    const vault = new SealedVault(store, ring, subjects, purposes, names, blind, writer, tokens, options);
    await vault.resume();
    names.learnSoon();
    return vault;
  }

  put(openings: readonly port.Opening[]): Promise<void> {
    return this.writer.put(openings);
  }

  async openingsOf(eventId: EventId): Promise<readonly port.Opening[]> {
    const began = this.subjects.begin();
    return (await this.store.openingsOf(eventId)).map((row) => this.unseal(row, began));
  }

  async open(refs: readonly port.OpeningRef[]): Promise<readonly (port.Opening | undefined)[]> {
    const opened = refs.map((ref) => this.cache.get(ref));
    const missing = refs.filter((_, i) => !opened[i]);
    if (missing.length === 0) return opened;
    const [ticket, began] = [this.cache.begin(), this.subjects.begin()];
    const rows = (await this.store.openings(missing)).values();
    return opened.map((known) => {
      if (known) return known;
      const row = rows.next().value;
      if (!row) return undefined;
      const opening = this.unseal(row, began);
      this.cache.set(opening, ticket);
      return opening;
    });
  }

  erase(erasure: port.Erasure): Promise<port.Erased> {
    const forget = () => this.forget(erasure.subject);
    return eraseSubject(this.store, erasure, forget, this.now());
  }

  erasures(subject: StreamName): Promise<readonly port.ErasureRecord[]> {
    return this.store.erasures(subject);
  }

  sweep(sweep: port.Sweep): Promise<port.Swept> {
    return sweepOpenings(this.store, sweep);
  }

  derivedKey(purpose: port.KeyPurpose): Promise<port.DerivedKey> {
    return this.purposes.get(purpose);
  }

  async rewrap(newMasterKey: Uint8Array): Promise<void> {
    const next = new MasterKey(newMasterKey);
    this.master.announce(next);
    await rewrapKeys(this.store, this.master.current, next);
    this.master.change();
    this.subjects.dropAll();
    await this.store.purge();
  }

  findNamesInText(text: string, search?: NameSearch): Promise<readonly NameMatch[]> {
    return this.names.findNamesInText(text, search);
  }

  searchByName(query: string): Promise<readonly StreamName[]> {
    return this.names.searchByName(query);
  }

  putToken(token: NewToken): Promise<void> {
    return this.tokens.put(token);
  }

  findToken(tokenId: string): Promise<StoredToken | undefined> {
    return this.tokens.find(tokenId);
  }

  revokeToken(tokenId: string): Promise<void> {
    return this.store.revokeToken(tokenId, this.now());
  }

  listTokens(actor: StreamName): Promise<readonly StoredToken[]> {
    return this.tokens.list(actor);
  }

  getCheckpoint(name: string): Promise<string | undefined> {
    return this.store.getCheckpoint(name);
  }

  setCheckpoint(name: string, value: string): Promise<void> {
    return this.store.setCheckpoint(name, value);
  }

  sharedTime(): Promise<number | undefined> {
    return this.store.sharedTime();
  }

  stats(): Promise<port.VaultStats> {
    return this.store.stats();
  }

  close(): Promise<void> {
    this.names.close();
    return this.store.close();
  }

  private unseal(row: StoredRow, began: number): port.Opening {
    return unsealOpening(row, this.subjects.forOpening(row.subject, row.subjectKey, began));
  }

  private forget(subject: StreamName): void {
    this.subjects.drop(subject);
    this.cache.purge(subject);
    this.blind.forget();
  }

  private now(): number {
    return (this.options.clock ?? Date.now)();
  }

  private async resume(): Promise<void> {
    const fenced = await this.store.fencedSubjects();
    for (const subject of fenced) await this.store.destroy(subject);
    if (fenced.length > 0) await this.store.purge();
  }
}
