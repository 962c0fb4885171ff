import type { UncheckedRow, VaultStore } from '../store/vault-store.port.js';
import type { Sweep, Swept } from '../vault.port.js';

const PAGE = 500;

/** Page by page, so that a rejection of `isStored` leaves the rest for another day. */
export async function sweepOpenings(store: VaultStore, { olderThan, isStored }: Sweep): Promise<Swept> {
  const before = olderThan.getTime();
  const swept = { removed: 0, kept: 0 };
  let last: UncheckedRow | undefined;
  do {
    const page = await store.unchecked(before, last, PAGE);
    const kept: UncheckedRow[] = [];
    const orphaned: UncheckedRow[] = [];
    for (const row of page) ((await isStored(row)) ? kept : orphaned).push(row);
    if (kept.length > 0) await store.keep(kept);
    if (orphaned.length > 0) swept.removed += await store.removeUnchecked(orphaned, before);
    swept.kept += kept.length;
    last = page.length < PAGE ? undefined : page.at(-1);
  } while (last);
  if (swept.removed > 0) await store.purge();
  return swept;
}
