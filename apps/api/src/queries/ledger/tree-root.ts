import { NotSealedError, TiledTree } from '#ledger';
import type { ServedLedger } from '../../ledger/ledger.port.js';

/** Root of the tree of the first `size` leaves, base64; null where that much is not published, or there is no ledger. */
export async function rootOf(ledger: ServedLedger | null, size: number): Promise<string | null> {
  const published = ledger?.published.current();
  if (!ledger || !published || size < 1) return null;
  if (size === published.size) return published.root;
  if (size > published.size) return null;
  try {
    return (await new TiledTree(ledger.reader, size).root()).toString('base64');
  } catch (error) {
    if (error instanceof NotSealedError) return null;
    throw error;
  }
}
