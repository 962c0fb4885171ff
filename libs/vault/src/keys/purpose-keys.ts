import { randomUUID } from 'node:crypto';
import type { VaultStore } from '../store/vault-store.port.js';
import { WrongMasterKeyError } from '../vault.errors.js';
import type { DerivedKey, KeyPurpose } from '../vault.port.js';
import type { MasterKeyRing } from './master-key.ring.js';

/** Keys that belong to no person: random, made once, wrapped by the master key. */
export class PurposeKeys {
  private readonly known = new Map<KeyPurpose, DerivedKey>();

  constructor(
    private readonly store: VaultStore,
    private readonly master: MasterKeyRing,
  ) {}

  async get(purpose: KeyPurpose): Promise<DerivedKey> {
    const known = this.known.get(purpose);
    if (known) return known;
    const row = (await this.store.purposeKey(purpose)) ?? (await this.make(purpose));
    const key = this.master.unwrap(['purpose', purpose, row.id], row.wrapped).export();
    const derived = { id: row.id, key };
    this.known.set(purpose, derived);
    return derived;
  }

  private async make(purpose: KeyPurpose) {
    const id = randomUUID();
    const { wrapped } = this.master.newKey(['purpose', purpose, id]);
    const row = await this.store.addPurposeKey({ purpose, id, wrapped }, this.master.current.id);
    if (!row) throw new WrongMasterKeyError((await this.store.masterKeyId()) ?? 'none', this.master.current.id);
    return row;
  }
}
