import type { OpeningRef } from '../vault.port.js';

/** `$1` to `$3` of a statement that begins with `REFS`. */
export const columnsOf = (refs: readonly OpeningRef[]): [string[], string[], string[]] => [
  refs.map(({ eventId }) => eventId),
  refs.map(({ path }) => path),
  refs.map(({ commitment }) => commitment),
];

/** The references as rows `r`, numbered from 1. */
export const REFS =
  'unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS r (event_id, path, commitment, place)';

export const SAME = 'o.event_id = r.event_id AND o.path = r.path AND o.commitment = r.commitment';

/** Rows are locked in the order of their ids by everyone, so that no two writers wait for each other. */
export const lockedRefs = (condition: string): string =>
  `(SELECT o.id, k.bucket FROM ${REFS} JOIN opening o ON ${SAME} JOIN subject_key k ON k.id = o.subject_id
    WHERE ${condition} ORDER BY o.id FOR UPDATE OF o)`;
