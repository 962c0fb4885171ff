import { setTimeout as pause } from 'node:timers/promises';
import type { EventId, StoredEvent } from '#domain';
import type { Receipt } from '#bundle';
import { formatTlogProof } from '#ledger';
import { AnswerError, type GraphQLServer } from '../server/graphql.server.js';
import { FixedTree } from './fixed.tree.js';
import { heldEvent } from './told.event.js';

/** Milliseconds: an entry is sealed within 5 s, and a witness may have to cosign. */
const PATIENCE = 60_000;
const EVERY = 250;

const PLACE = `query ($before: String) {
  history(record: "log", last: 100, before: $before) { nodes { index id recorded } pageInfo { hasPreviousPage startCursor } }
}`;
interface Page {
  readonly history: {
    readonly nodes: readonly { readonly index: number; readonly id: EventId; readonly recorded: StoredEvent }[];
    readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
  };
}

/**
 * That the log itself names the export, once that entry is sealed. Against the first checkpoint over it, so that the
 * receipt of an export is the same whenever it is made.
 *
 * @returns undefined where the entry is not sealed in time
 * @throws AnswerError, NotAsSealedError
 */
export async function receiptOf(
  server: GraphQLServer,
  bundle: FixedTree,
  entry: EventId,
): Promise<Receipt | undefined> {
  const { index, recorded } = await placeOf(server, entry);
  const size = await firstCheckpointOver(bundle, index);
  if (size === undefined) return undefined;
  const over = await FixedTree.open(bundle.reader, size, bundle.verifiers);
  const leaf = await over.entry(index);
  const [opening] = heldEvent({ index, recorded }, leaf).texts.filter(({ path }) => path === '/data');
  if (!opening) throw new AnswerError(`${server.url} does not open what entry ${entry} says of the export`);
  const [hashes, consistency] = await Promise.all([
    over.tree.inclusionProof(index),
    over.tree.consistencyProof(bundle.size),
  ]);
  return {
    leaf,
    salt: opening.salt,
    data: opening.value as unknown as Receipt['data'],
    proof: formatTlogProof({ index, hashes, checkpoint: over.note }),
    consistency: consistency.map((hash) => hash.toString('base64')),
  };
}

/** From the end of the log's own events: it was recorded just now, or not long ago. */
async function placeOf(server: GraphQLServer, entry: EventId): Promise<Page['history']['nodes'][number]> {
  const until = Date.now() + PATIENCE;
  for (let before: string | null = null; ;) {
    const { history }: Page = await server.ask<Page>(PLACE, { before });
    const found = history.nodes.find(({ id }) => id === entry);
    if (found) return found;
    before = history.pageInfo.hasPreviousPage ? history.pageInfo.startCursor : null;
    if (before !== null) continue;
    if (Date.now() > until) throw new AnswerError(`${server.url} has recorded entry ${entry}, and does not show it`);
    await pause(EVERY);
  }
}

async function firstCheckpointOver({ reader }: FixedTree, index: number): Promise<number | undefined> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; await pause(EVERY))
    for await (const size of reader.checkpointSizes(index)) return size;
  return undefined;
}
