import { commitment, leafOf } from '#catalogue';
import type { StoredEvent } from '#domain';
import {
  ED25519,
  entryHash,
  FormatError,
  formatVerifierKey,
  openCheckpoint,
  ProofError,
  SignatureError,
  TiledTree,
  type TreeHead,
  type Verifier,
  verifierOf,
  verifyInclusion,
} from '#ledger';
import { agree } from './consistency.js';
import type { WatchedServer } from './watched.server.js';

/** Checkpoints after an entry among which one by a former key is looked for: both sign from then on, or neither does. */
const TRIED = 16;

/**
 * Keys that take the place of believed ones, as `SigningKeyRotated` entries say which a believed key has sealed: whoever
 * has the old key says which is the new one, and nobody else.
 * @param anchor the newest tree that is known
 */
export async function vouchedKeys(
  server: WatchedServer,
  believed: readonly Verifier[],
  anchor: TreeHead | undefined,
): Promise<Verifier[]> {
  const chain = [...believed];
  for (const { index, event } of await server.rotations()) {
    const next = successor(event, chain);
    if (next && (await isSealed(server, index, event, chain, anchor))) chain.push(next);
  }
  return chain.slice(believed.length);
}

function successor({ type, data }: StoredEvent, chain: readonly Verifier[]): Verifier | undefined {
  const { name, publicKey, replaces } = data as { name?: string; publicKey?: string; replaces?: string };
  const isChained = chain.some((key) => key.name === name && key.publicKey.toString('base64') === replaces);
  if (type !== 'SigningKeyRotated' || !isChained || publicKey === undefined) return undefined;
  const next = verifierOf(name!, ED25519, Buffer.from(publicKey, 'base64'));
  return chain.some((key) => formatVerifierKey(key) === formatVerifierKey(next)) ? undefined : next;
}

async function isSealed(
  { reader }: WatchedServer,
  index: number,
  event: StoredEvent,
  chain: readonly Verifier[],
  anchor: TreeHead | undefined,
): Promise<boolean> {
  const committed = event.texts?.['/data'];
  if (committed?.salt === undefined) return false;
  if (commitment(event.id, '/data', committed.salt, event.data) !== committed.commitment) return false;
  const leaf = entryHash(Buffer.from(leafOf(event), 'utf8'));
  let tried = 0;
  for await (const size of reader.checkpointSizes(index)) {
    if (tried++ === TRIED) return false;
    const tree = believe(await reader.checkpointAt(size), chain);
    if (!tree || (anchor && !(await agree(reader, anchor, tree)))) continue;
    try {
      const proof = await new TiledTree(reader, tree.size).inclusionProof(index);
      verifyInclusion(index, tree.size, leaf, tree.root, proof);
      return true;
    } catch (error) {
      if (!(error instanceof ProofError)) throw error;
    }
  }
  return false;
}

function believe(note: string | undefined, chain: readonly Verifier[]): TreeHead | undefined {
  if (note === undefined) return undefined;
  try {
    return openCheckpoint(note, chain);
  } catch (error) {
    if (error instanceof SignatureError || error instanceof FormatError) return undefined;
    throw error;
  }
}
