import { randomBytes } from 'node:crypto';
import { opening } from '../../contract/openings.builder.js';
import type { OpeningRow, PutRequest, SubjectKeyRow } from '../../store/vault-store.port.js';

export const MASTER = 'master-key-id';

export const keyOf = (subject: string): SubjectKeyRow => ({ subject, wrapped: randomBytes(60) });

/** A sealed opening of some name, with one token that nobody else has. */
export function nameRow(subject: string): OpeningRow {
  const { eventId, path, commitment, field } = opening({ subject, field: 'name', value: 'Ana Ruiz' });
  const [dataKey, sealed] = [randomBytes(60), randomBytes(124)];
  return { eventId, path, commitment, subject, field, dataKey, sealed, nameTokens: [randomBytes(16)] };
}

export const putOf = (keys: readonly SubjectKeyRow[], ...rows: OpeningRow[]): PutRequest => ({
  masterKeyId: MASTER,
  keys,
  rows,
  renew: [],
});
