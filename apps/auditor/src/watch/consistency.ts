import { type LedgerReader, ProofError, TiledTree, type TreeHead, verifyConsistency } from '#ledger';

/**
 * Whether the larger of two trees begins with the smaller one, by the tiles of a ledger that has the larger.
 * @throws the reader's errors, where that cannot be told
 */
export async function agree(reader: LedgerReader, one: TreeHead, other: TreeHead): Promise<boolean> {
  const [older, newer] = one.size <= other.size ? [one, other] : [other, one];
  if (older.size === newer.size) return older.root.equals(newer.root);
  // Not the ledger's own nodes: they may be of a history that was rewritten since.
  const proof = await new TiledTree(reader, newer.size).consistencyProof(older.size);
  try {
    verifyConsistency(older, newer, proof);
    return true;
  } catch (error) {
    if (error instanceof ProofError) return false;
    throw error;
  }
}
