import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Json } from '#domain';
import { TamperedRowError } from '../vault.errors.js';
import type { Opening, OpeningRef } from '../vault.port.js';
import { seal, unseal } from './aead.js';
import { takeRandom } from './random.pool.js';

/** An opening at rest: who and what in the clear, salt and value only as ciphertext. */
export interface SealedOpening extends OpeningRef {
  readonly subject: string;
  readonly field: string;
  /** The opening's own data key, wrapped by the subject's key. Without it `sealed` is noise. */
  readonly dataKey: Uint8Array;
  readonly sealed: Uint8Array;
}

/** Ciphertexts come in steps of this many bytes, so that their length does not tell one nationality from another. */
const STEP = 64;

export function sealOpening(opening: Opening, subjectKey: KeyObject): SealedOpening {
  const { eventId, path, commitment, subject, field } = opening;
  const bound = binding(opening);
  const dataKey = takeRandom(32);
  const wrapped = seal(subjectKey, dataKey, bound);
  const sealed = seal(createSecretKey(dataKey), padded([opening.salt, opening.value]), bound);
  dataKey.fill(0);
  return { eventId, path, commitment, subject, field, dataKey: wrapped, sealed };
}

/** @throws TamperedRowError naming the row, never the value */
export function unsealOpening(row: SealedOpening, subjectKey: KeyObject): Opening {
  const bound = binding(row);
  const dataKey = unseal(subjectKey, row.dataKey, bound);
  if (dataKey?.length !== 32) throw TamperedRowError.ofOpening(row);
  const plain = unseal(createSecretKey(dataKey), row.sealed, bound);
  if (!plain) throw TamperedRowError.ofOpening(row);
  const [salt, value] = JSON.parse(plain.toString('utf8')) as [string, Json];
  const { eventId, path, commitment, subject, field } = row;
  return { eventId, path, commitment, subject, field, salt, value };
}

/** What the ciphertext is bound to: a row copied to another event, path, person or field does not decrypt there. */
function binding({
  eventId,
  path,
  commitment,
  subject,
  field,
}: OpeningRef & { subject: string; field: string }): Buffer {
  return Buffer.from(JSON.stringify(['onrecord/vault/opening/1', eventId, path, commitment, subject, field]));
}

/** JSON takes trailing spaces, so the padding needs no length of its own. */
function padded(value: Json): Buffer {
  const text = JSON.stringify(value);
  const length = Buffer.byteLength(text);
  const plain = Buffer.alloc(Math.ceil(length / STEP) * STEP, 0x20);
  plain.write(text);
  return plain;
}
