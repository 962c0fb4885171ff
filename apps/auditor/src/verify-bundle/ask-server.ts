import { type Removal, removedFrom, type RemovedOpening, removedText, type VerifiedBundle } from '#bundle';
import {
  FormatError,
  openCheckpoint,
  ProofError,
  SignatureError,
  type TreeHead,
  type Verifier,
  verifyConsistency,
} from '#ledger';
import { GraphQLServer } from '../server/graphql.server.js';
import { HttpLedgerReader } from '../verify/http-ledger.reader.js';

const ERASED = `query ($from: AsOfInput!, $after: String) {
  erasedSince(from: $from, first: 100, after: $after) {
    nodes { kind record fields entry path event { index id recordedAt } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const CONSISTENCY = 'query ($from: SafeInt!, $to: SafeInt!) { consistencyProof(from: $from, to: $to) { hashes } }';

interface Erased {
  readonly kind: 'PERSONAL_DATA' | 'TEXT';
  readonly record: string | null;
  readonly fields: readonly string[] | null;
  readonly entry: string | null;
  readonly path: string | null;
  readonly event: { readonly index: number; readonly id: string; readonly recordedAt: string };
}
interface Page {
  readonly erasedSince: {
    readonly nodes: readonly Erased[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export interface ServerReport {
  readonly of: string;
  readonly holds: boolean;
  /** Whether the server's tree begins with the bundle's; `NOT_TOLD`, with why, where that cannot be told. */
  readonly consistency: 'PROVEN' | 'CONTRADICTED' | 'NOT_TOLD';
  readonly why?: string;
  /** Of the server's newest checkpoint. */
  readonly size: number | null;
  readonly removed: readonly RemovedOpening[];
}

/** Asks what a copy that was made earlier has to know. Nothing that is answered is believed which can be checked. */
export async function askServer(
  url: string,
  { description, folder, heads, verifiers }: VerifiedBundle,
): Promise<ServerReport> {
  const [head] = heads;
  if (!description || !head) {
    const why = 'the checkpoint of the bundle is not one that is believed';
    return { of: url, holds: false, consistency: 'NOT_TOLD', why, size: null, removed: [] };
  }
  const server = new GraphQLServer(url);
  const removals: Removal[] = [];
  for (let after: string | null = null; ;) {
    const { erasedSince }: Page = await server.ask<Page>(ERASED, { from: { index: head.size - 1 }, after });
    removals.push(...erasedSince.nodes.map(removalOf));
    if (!erasedSince.pageInfo.hasNextPage) break;
    after = erasedSince.pageInfo.endCursor;
  }
  const consistency = await consistencyOf(server, url, head, verifiers);
  const removed = [...removedFrom(folder, removals)];
  return { of: url, holds: consistency.consistency === 'PROVEN', ...consistency, removed };
}

const removalOf = ({ kind, record, fields, entry, path, event }: Erased): Removal => {
  const by = { index: event.index, entry: event.id, recordedAt: event.recordedAt };
  return kind === 'TEXT'
    ? { kind: 'WITHHELD', ...by, event: entry ?? '', path: path ?? '' }
    : { kind: 'ERASED', ...by, subject: record ?? '', fields: fields ?? 'ALL' };
};

async function consistencyOf(
  server: GraphQLServer,
  url: string,
  head: TreeHead,
  verifiers: readonly Verifier[],
): Promise<Pick<ServerReport, 'consistency' | 'why' | 'size'>> {
  const note = await new HttpLedgerReader(url).checkpoint();
  if (note === undefined) return { consistency: 'NOT_TOLD', why: 'it has no checkpoint', size: null };
  try {
    const { size, root } = openCheckpoint(note, verifiers);
    if (size < head.size)
      return { consistency: 'CONTRADICTED', why: `its newest checkpoint is of ${size} entries only`, size };
    const { consistencyProof } = await server.ask<{ consistencyProof: { hashes: readonly string[] } }>(CONSISTENCY, {
      from: head.size,
      to: size,
    });
    const hashes = consistencyProof.hashes.map((hash) => Buffer.from(hash, 'base64'));
    verifyConsistency(head, { size, root }, hashes);
    return { consistency: 'PROVEN', size };
  } catch (error) {
    const why = (error as Error).message;
    if (error instanceof ProofError || error instanceof RangeError)
      return { consistency: 'CONTRADICTED', why, size: null };
    if (error instanceof SignatureError || error instanceof FormatError)
      return { consistency: 'NOT_TOLD', why, size: null };
    throw error;
  }
}

/** For people, after what is said of the bundle. */
export function serverText({ of, consistency, why, size, removed }: ServerReport): string {
  const how = {
    PROVEN: `its tree of ${size} entries begins with this one`,
    CONTRADICTED: `its tree does not begin with this one: ${why}`,
    NOT_TOLD: `whether its tree begins with this one cannot be told: ${why}`,
  }[consistency];
  return [`${of}: ${how}.`, ...removedText(removed, removed.length), ''].join('\n');
}
