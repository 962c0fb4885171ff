import type { EventStore } from '#event-store';
import type { Vault } from '#vault';
import { ERASURES_CHECKPOINT } from './erasure.follower.js';

/** Whether the vault has followed the log further than the log goes: an older log was restored, or its end was lost. */
export async function isLogBehindVault(store: EventStore, vault: Vault): Promise<boolean> {
  const followed = await vault.getCheckpoint(ERASURES_CHECKPOINT);
  if (followed === undefined) return false;
  const head = await store.head();
  return head === undefined || head < BigInt(followed);
}
