import { leafOf, MAX_LEAF_BYTES, catalogue } from '#catalogue';
import { InvalidEventError, type Admit } from '#event-store';

/** Stamped by the store only when it appends; any value of the same length measures the same. */
const A_TIME = '2026-01-01T00:00:00.000Z';
const A_REVISION = 999_999_999;
/** Bytes of a leaf's fields that are neither `data` nor metadata, generously: ids, type, stream, time, their names. */
const LEAF_FIELDS = 1_000;

/**
 * The last guard before the log: the schemas hold, nothing personal is in the clear, and the leaf has room in a tile.
 * @throws InvalidEventError
 */
export const admit: Admit = (event, stream, prepared) => {
  const problems = catalogue.storedProblems(event);
  if (problems.length > 0)
    throw new InvalidEventError(
      event.id,
      problems.map(({ path, expected }) => `${path} must be ${expected}`).join('; '),
    );
  // A leaf is smaller than what is stored, but for a few fields; a UTF-16 unit has three bytes at most.
  if (prepared && 3 * (prepared.data.length + prepared.metadata.length) + LEAF_FIELDS < MAX_LEAF_BYTES) return;
  const bytes = Buffer.byteLength(leafOf({ ...event, stream, revision: A_REVISION, recordedAt: A_TIME }));
  if (bytes > MAX_LEAF_BYTES)
    throw new InvalidEventError(event.id, `the entry has ${bytes} bytes and at most ${MAX_LEAF_BYTES} fit: split it`);
};
