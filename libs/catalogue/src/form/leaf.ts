import { createHash } from 'node:crypto';
import { aggregateOf, type JsonObject, type StoredEvent } from '#domain';
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
  const whole: Record<string, unknown> = { id, stream, revision, type, schema, recordedAt, occurred };
  Object.assign(whole, { actor, correlationId, causationId, data });
  if (attribution) whole['attribution'] = attribution;
  if (sources) whole['sources'] = sources;
  if (reason) whole['reason'] = reason;
  if (acknowledged) whole['acknowledged'] = acknowledged;
  if (sealed) whole['sealed'] = sealed;
  const paths = Object.keys(texts ?? {});
  const leaf = withoutPaths(whole as JsonObject, paths) as Record<string, unknown>;
  if (texts) leaf['texts'] = Object.fromEntries(paths.map((path) => [path, texts[path]!.commitment]));
  leaf['v'] = 'onrecord.leaf/1';
  return canonicalJson(leaf);
}

/** SHA-256(0x00 ‖ leaf), RFC 6962 §2.1. */
export function leafHash(leaf: string): Buffer {
  return createHash('sha256')
    .update(Buffer.from([0]))
    .update(leaf, 'utf8')
    .digest();
}
