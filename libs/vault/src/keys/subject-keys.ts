import type { KeyObject } from 'node:crypto';
import type { StreamName } from '#domain';
import { Lru } from '../cache/lru.js';
import type { VaultStore } from '../store/vault-store.port.js';
import { SubjectErasedError } from '../vault.errors.js';
import type { MasterKeyRing } from './master-key.ring.js';

export interface SubjectKey {
  readonly key: KeyObject;
  readonly wrapped: Uint8Array;
}

/** About 500 bytes each. */
const LIMIT = 10_000;

/** The subjects' keys, unwrapped in memory for as long as they are used often. */
export class SubjectKeys {
  private readonly known = new Lru<StreamName, SubjectKey>(LIMIT);
  /** Two puts that meet a new subject at once must not make two keys for it. */
  private readonly asked = new Map<StreamName, Promise<SubjectKey>>();
  private drops = 0;

  constructor(
    private readonly store: VaultStore,
    private readonly master: MasterKeyRing,
  ) {}

  get masterKeyId(): string {
    return this.master.current.id;
  }

  /** Whether the store's master key is one that this process has or is about to have. */
  acceptsMaster(id: string): boolean {
    return this.master.accepts(id);
  }

  /** The subject's key, or a new one that the next put brings into the store. */
  async forSealing(subject: StreamName): Promise<SubjectKey> {
    const known = this.known.get(subject);
    if (known) return known;
    const asked = this.asked.get(subject) ?? this.ask(subject).finally(() => this.asked.delete(subject));
    this.asked.set(subject, asked);
    return asked;
  }

  /** @throws TamperedRowError where the stored key is not what was written */
  forOpening(subject: StreamName, wrapped: Uint8Array, began: number): KeyObject {
    const known = this.known.get(subject);
    if (known && Buffer.compare(known.wrapped, wrapped) === 0) return known.key;
    const key = this.master.unwrap(['subject', subject], wrapped);
    this.remember(subject, { key, wrapped }, began);
    return key;
  }

  /** When a read begins; what it brings after a drop is used once and not remembered. */
  begin(): number {
    return this.drops;
  }

  drop(subject: StreamName): void {
    this.drops += 1;
    this.known.delete(subject);
  }

  dropAll(): void {
    this.drops += 1;
    this.known.clear();
  }

  private async ask(subject: StreamName): Promise<SubjectKey> {
    const began = this.begin();
    const state = await this.store.subjectKey(subject);
    if (state && state.status !== 'ACTIVE') throw new SubjectErasedError(subject);
    const key = state
      ? { key: this.master.unwrap(['subject', subject], state.wrapped), wrapped: state.wrapped }
      : this.master.newKey(['subject', subject]);
    this.remember(subject, key, began);
    return key;
  }

  private remember(subject: StreamName, key: SubjectKey, began: number): void {
    if (began === this.drops) this.known.set(subject, key);
  }
}
