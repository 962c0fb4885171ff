import type { EventStore } from '#event-store';
import type { Vault } from '#vault';
import { ERASURES_CHECKPOINT } from './erasure.follower.js';
import { standsAt } from './followed.place.js';

/** Whether the log lacks what the vault has followed: an older log was restored, or its end was lost. */
export async function isLogBehindVault(store: EventStore, vault: Vault): Promise<boolean> {
  const followed = await vault.getCheckpoint(ERASURES_CHECKPOINT);
  return followed !== undefined && (await standsAt(store, followed)) === undefined;
}
