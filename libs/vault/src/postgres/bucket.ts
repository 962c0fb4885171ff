import { createHash } from 'node:crypto';

/**
 * Bytes that an erasure has to take out of the files are in as many tables as this, by subject: an erasure rewrites
 * the one table of the subject and not the whole vault. Stored rows depend on it: it cannot change without a migration.
 */
export const BUCKETS = 16;

export function bucketOf(subject: string): number {
  return createHash('sha256').update(subject, 'utf8').digest().readUInt8(0) % BUCKETS;
}

export const partOf = (table: 'wrapped_key' | 'sealed_value', bucket: number): string =>
  `${table}_${String(bucket).padStart(2, '0')}`;
