import type { HeadStore } from '#ledger';
import { SqliteHeadStore } from '#ledger/sqlite';

/** Where the ledger's head is; plain data, which the sealer's thread gets as well. */
export type HeadPlace =
  | { readonly kind: 'FILE'; readonly file: string }
  /** May hold a password, and is never shown. */
  | { readonly kind: 'SERVER'; readonly url: string };

/** The client of PostgreSQL is loaded only where it is needed. */
export async function openHeadStore(place: HeadPlace): Promise<HeadStore> {
  if (place.kind === 'FILE') return SqliteHeadStore.open({ file: place.file });
  const { openPgHead } = await import('#ledger/postgres');
  return openPgHead({ url: place.url });
}
