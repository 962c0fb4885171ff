import type { NewErasureRecord, VaultStore } from '../store/vault-store.port.js';
import type { Erased, Erasure, OpeningRef } from '../vault.port.js';

/**
 * Carries an erasure out. Each step is durable before the next and the whole can be repeated: a follower that was
 * killed within it starts it again from its checkpoint.
 *
 * @param forget drops what is in memory of the subject; called once nothing can bring it back
 * @param at milliseconds since the Unix epoch
 */
export async function eraseSubject(
  store: VaultStore,
  { entry, subject, fields, isBefore }: Erasure,
  forget: () => void,
  at: number,
): Promise<Erased> {
  const record = { entry, subject, fields, at };
  const openings =
    fields === 'ALL' ? await eraseAll(store, record, forget) : await eraseFields(store, record, fields, isBefore);
  forget();
  await store.purge();
  return { openings };
}

/** Fenced first: from then on nobody seals or opens, so what is destroyed next is all there is. */
async function eraseAll(store: VaultStore, record: NewErasureRecord, forget: () => void): Promise<number> {
  await store.fence(record);
  forget();
  return store.destroy(record.subject);
}

async function eraseFields(
  store: VaultStore,
  record: NewErasureRecord,
  fields: readonly string[],
  isBefore: Erasure['isBefore'],
): Promise<number> {
  const refs = await store.openingsOfSubject(record.subject, fields);
  const before = new Map<string, boolean>();
  for (const { eventId } of refs) {
    if (!before.has(eventId)) before.set(eventId, await isBefore(eventId));
  }
  const covered: OpeningRef[] = refs.filter(({ eventId }) => before.get(eventId));
  return store.remove(covered, record);
}
