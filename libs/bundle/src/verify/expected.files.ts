import { parseTilePath, tileIn, TILE_WIDTH } from '#ledger/verify';
import { aggregateOf } from '#domain/ids';
import { FILES, type ExportDescription } from '../form/export.form.js';

const NOT_OURS = 'it is no file of such a bundle';
const ALWAYS = new Set<string>([FILES.export, FILES.checkpoint, FILES.keys, FILES.texts]);
const SCHEMA = /^data\/schemas\/[A-Z][A-Za-z0-9]{0,79}\.v[1-9][0-9]{0,5}\.json$/;
const STATE = /^data\/states\/(.+)\.json$/;
const CHECKPOINT = /^data\/checkpoints\/([1-9][0-9]{0,15})$/;

/** Why a file of the payload should not be there; undefined where it may. */
export type Expected = (path: string) => string | undefined;

/** What a bundle may hold; what it has to is found missing where it is read. */
export function expectedFiles(description: ExportDescription | undefined): Expected {
  // Without it, nothing can be said of what may be there.
  if (!description) return () => undefined;
  const { scope, personal, records } = description;
  const held = new Set(records.map(({ id }) => id));
  return (path) => {
    if (ALWAYS.has(path) || SCHEMA.test(path)) return undefined;
    if (path === FILES.personal)
      return personal === 'NONE' ? `${FILES.export} says that there are no personal values` : undefined;
    const record = STATE.exec(path)?.[1];
    if (record !== undefined) {
      if (scope.kind === 'CASE') return held.has(record) ? undefined : `${FILES.export} does not name that record`;
      return aggregateOf(record) === undefined ? NOT_OURS : undefined;
    }
    if (scope.kind === 'CASE') return path === FILES.entries ? undefined : NOT_OURS;
    return expectedOfLog(path, description.size);
  };
}

function expectedOfLog(path: string, size: number): string | undefined {
  const checkpoint = CHECKPOINT.exec(path)?.[1];
  if (checkpoint !== undefined)
    return Number(checkpoint) <= size ? undefined : `the tree has ${size} entries, and it would be of a larger one`;
  try {
    const { kind, index, width } = parseTilePath(path.slice('data/'.length));
    const level = kind === 'entries' ? 0 : kind;
    const tile = tileIn(size, level, index);
    if (tile?.width === width) return undefined;
    return `a tree of ${size} entries has ${tile ? `${tile.width} of ${TILE_WIDTH}` : 'nothing'} there`;
  } catch {
    return NOT_OURS;
  }
}
