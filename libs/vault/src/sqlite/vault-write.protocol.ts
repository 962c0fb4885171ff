import type {
  KeySet,
  NewErasureRecord,
  PurposeKeyRow,
  PutOutcome,
  PutRequest,
  TokenRow,
  SubjectKeyRow,
} from '../store/vault-store.port.js';
import type { OpeningRef } from '../vault.port.js';

/** What crosses to the writer thread. All but `put` are rare, and travel as they are. */
export type VaultWrite =
  | PackedPut
  | { readonly op: 'initialise'; readonly masterKeyId: string }
  | { readonly op: 'fence'; readonly record: NewErasureRecord }
  | { readonly op: 'destroy'; readonly subject: string }
  | { readonly op: 'remove'; readonly refs: readonly OpeningRef[]; readonly record: NewErasureRecord }
  | { readonly op: 'keep'; readonly refs: readonly OpeningRef[] }
  | { readonly op: 'removeUnchecked'; readonly refs: readonly OpeningRef[]; readonly storedBefore: number }
  | { readonly op: 'addPurposeKey'; readonly row: PurposeKeyRow; readonly masterKeyId: string }
  | { readonly op: 'replaceKeys'; readonly from: string; readonly to: string; readonly keys: KeySet }
  | { readonly op: 'putToken'; readonly row: TokenRow; readonly masterKeyId: string; readonly key: SubjectKeyRow }
  | { readonly op: 'revokeToken'; readonly tokenId: string; readonly at: number }
  | { readonly op: 'setCheckpoint'; readonly name: string; readonly value: string };

/**
 * A put, flat: to clone twenty small objects and buffers on both sides of the thread costs more than to seal them.
 * `sizes` cuts `bytes` into each key's wrapped form, then each row's data key, ciphertext and name tokens.
 */
export interface PackedPut {
  readonly op: 'put';
  readonly masterKeyId: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly subjects: readonly string[];
  /** Five a row: event id, path, commitment, subject, field. */
  readonly rows: readonly string[];
  /** Name tokens of each row. */
  readonly tokens: readonly number[];
  readonly renew: readonly OpeningRef[];
  readonly sizes: readonly number[];
  readonly bytes: Uint8Array;
}

export type Refusal = Exclude<PutOutcome, { kind: 'STORED' }>;

export function packPut({ masterKeyId, keys, rows, renew }: PutRequest, at: number): PackedPut {
  const blobs = keys.map(({ wrapped }) => wrapped);
  const flat: string[] = [];
  for (const row of rows) {
    flat.push(row.eventId, row.path, row.commitment, row.subject, row.field);
    blobs.push(row.dataKey, row.sealed, ...row.nameTokens);
  }
  const sizes = blobs.map(({ length }) => length);
  // Not from Node's pool: a clone of a view takes all of the buffer behind it along.
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let end = 0;
  for (const blob of blobs) {
    bytes.set(blob, end);
    end += blob.length;
  }
  const subjects = keys.map(({ subject }) => subject);
  const tokens = rows.map(({ nameTokens }) => nameTokens.length);
  return { op: 'put', masterKeyId, at, subjects, rows: flat, tokens, renew, sizes, bytes };
}

/** Gives the pieces of a packed put one after the other. */
export function blobReader({ sizes, bytes }: PackedPut): () => Uint8Array {
  let [next, end] = [0, 0];
  return () => bytes.subarray(end, (end += sizes[next++] ?? 0));
}
