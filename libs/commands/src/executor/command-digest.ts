import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { CommandDigest, EventDeclaration, StoredEvent } from '#domain';
import { canonicalJson, withoutPaths, type Leaves } from '#catalogue';
import type { DerivedKey, Vault } from '#vault';
import type { CommandRequest } from '../command.types.js';

/** The key as Node wants it: from plain bytes it would be made anew for each digest, which costs more than the digest. */
export interface DigestKey {
  readonly id: string;
  readonly key: KeyObject;
}

export const digestKey = ({ id, key }: DerivedKey): DigestKey => ({ id, key: createSecretKey(key) });

/**
 * Tells whether a repeated `commandId` has the same content. Over the command's name and content *without sealed
 * values*: a keyed digest of a sealed value would let it be guessed after it was erased. What was not given is not in
 * it, so a default that follows the clock does not make a repetition look like another command.
 */
export function digestOf(
  { type }: EventDeclaration,
  stream: string,
  { occurred, attribution, sources, reason, data }: CommandRequest,
  leaves: Leaves,
  key: DigestKey,
): CommandDigest {
  const sealed = leaves.sealed.map(({ path }) => path).sort();
  const content = {
    type,
    stream,
    ...(occurred && { occurred }),
    ...(attribution && { attribution }),
    ...(sources && { sources }),
    ...(reason && { reason }),
    ...withoutPaths({ data }, sealed),
    sealed,
  };
  return { key: key.id, mac: createHmac('sha256', key.key).update(canonicalJson(content), 'utf8').digest('base64url') };
}

/** Whether the stored event is what the command asks for; sealed values are compared while their openings exist. */
export async function isSameCommand(
  stored: StoredEvent,
  leaves: Leaves,
  digest: CommandDigest,
  vault: Vault,
): Promise<boolean> {
  if (stored.digest?.key !== digest.key || !equal(stored.digest.mac, digest.mac)) return false;
  const refs = (stored.sealed ?? []).map(({ path, commitment }) => ({ eventId: stored.id, path, commitment }));
  const openings = refs.length === 0 ? [] : await vault.open(refs);
  return openings.every(
    (opening) => !opening || leaves.sealed.some((s) => s.path === opening.path && s.value === opening.value),
  );
}

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
