import type { VaultStore } from '../store/vault-store.port.js';
import { VaultUnavailableError, WrongMasterKeyError } from '../vault.errors.js';
import type { MasterKey } from './master-key.js';

/** Each round is lost to a new person whose key came meanwhile. */
const ROUNDS = 20;

/**
 * All keys move to the new master key in one step of the store, about 200 bytes each: a vault half under one key and
 * half under another could be opened with neither. Openings stay as they are, since subjects' keys wrap theirs.
 */
export async function rewrapKeys(store: VaultStore, from: MasterKey, to: MasterKey): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const { subjects, purposes } = await store.keys();
    const keys = {
      subjects: subjects.map(({ subject, wrapped }) => ({
        subject,
        wrapped: from.rewrap(['subject', subject], wrapped, to),
      })),
      purposes: purposes.map((row) => ({
        ...row,
        wrapped: from.rewrap(['purpose', row.purpose, row.id], row.wrapped, to),
      })),
    };
    if (await store.replaceKeys(from.id, to.id, keys)) return;
    const current = await store.masterKeyId();
    if (current !== undefined && current !== from.id) throw new WrongMasterKeyError(current, from.id);
  }
  throw new VaultUnavailableError(
    store.where,
    'new persons kept coming while its keys were wrapped anew: repeat it in a quiet hour',
  );
}
