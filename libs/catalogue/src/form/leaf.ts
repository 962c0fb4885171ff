import { createHash } from 'node:crypto';
import type { JsonObject, StoredEvent } from '#domain';
import { aggregateOf } from '#domain/ids';
import { canonicalJson } from './canonical-json.js';
import { withoutPaths } from './pointer.js';

/** C2SP tlog-tiles gives an entry a 16-bit length; some room is kept below it. */
export const MAX_LEAF_BYTES = 60_000;

/** Actors and the log itself: their `data` stands in the leaf as one commitment. */
export const isOperational = (stream: string): boolean => {
  const aggregate = aggregateOf(stream);
  return aggregate === 'actor' || aggregate === 'log';
};

/**
 * What the ledger holds of an event: the envelope as stored, before upcasting, without digest, narrative values and
 * salts. RFC 8785, UTF-8. `texts` maps each narrative path to its commitment.
 */
export function leafOf(event: StoredEvent): string {
  // Anything that an adapter adds for itself (a position) must stay out, so fields are named, not copied.
  const { id, stream, revision, type, schema, recordedAt, occurred, attribution, sources, reason } = event;
  const { actor, correlationId, causationId, data, acknowledged, texts, sealed } = event;
  const paths = texts ? Object.keys(texts) : NONE;
  // In the order of the canonical form, which is then quick to write.
  const leaf: Record<string, unknown> = {};
  if (acknowledged) leaf['acknowledged'] = acknowledged;
  leaf['actor'] = actor;
  if (attribution) leaf['attribution'] = attribution;
  leaf['causationId'] = causationId;
  leaf['correlationId'] = correlationId;
  leaf['data'] = data;
  leaf['id'] = id;
  leaf['occurred'] = occurred;
  if (reason) leaf['reason'] = reason;
  leaf['recordedAt'] = recordedAt;
  leaf['revision'] = revision;
  leaf['schema'] = schema;
  if (sealed) leaf['sealed'] = sealed;
  if (sources) leaf['sources'] = sources;
  leaf['stream'] = stream;
  if (texts) leaf['texts'] = commitmentsOf(texts, paths);
  leaf['type'] = type;
  leaf['v'] = 'onrecord.leaf/1';
  return canonicalJson(withoutPaths(leaf as JsonObject, paths));
}

const NONE: readonly string[] = [];

function commitmentsOf(texts: NonNullable<StoredEvent['texts']>, paths: readonly string[]): Record<string, string> {
  const commitments: Record<string, string> = {};
  for (const path of paths) commitments[path] = texts[path]!.commitment;
  return commitments;
}

/** SHA-256(0x00 ‖ leaf), RFC 6962 §2.1. */
export function leafHash(leaf: string): Buffer {
  return createHash('sha256')
    .update(Buffer.from([0]))
    .update(leaf, 'utf8')
    .digest();
}
