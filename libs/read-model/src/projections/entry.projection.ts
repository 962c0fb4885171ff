import { BulkInsert } from '../tables/bulk.insert.js';
import { NameNumbers } from '../tables/name.numbers.js';
import { toBytes } from '../tables/event-id.bytes.js';
import type { SQLInputValue } from 'node:sqlite';
import type { ProjectionFactory } from './projection.js';

/** The index table: which entry stands where. */
export const entryProjection: ProjectionFactory = ({ db, keys }) => {
  const types = new NameNumbers(db, 'entry_type');
  const columns = ['idx', 'position', 'id', 'record', 'revision', 'type', 'recorded', 'max_recorded'];
  const bulk = new BulkInsert(db, 'entry', columns);
  const numbers = new Map<string, number>();
  const numberOf = (type: string) => {
    const known = numbers.get(type);
    if (known !== undefined) return known;
    const made = types.make(type);
    numbers.set(type, made);
    return made;
  };
  let rows: SQLInputValue[][] = [];
  const last = db.prepare('SELECT max_recorded FROM checkpoint');
  let running: number | undefined;
  return {
    name: 'entry',
    tables: ['entry', 'entry_type', 'record'],
    apply({ index, event }) {
      const key = keys.need(event.stream);
      const recorded = Date.parse(event.recordedAt);
      running = Math.max(running ?? (last.get()?.['max_recorded'] as number | null) ?? -Infinity, recorded);
      const { position, id, revision, type } = event;
      rows.push([index, position, toBytes(id), key.id, revision, numberOf(type), recorded, running]);
      key.firstIndex ??= index;
      key.lastIndex = index;
      keys.touch(key);
    },
    flush() {
      bulk.insert(rows);
      rows = [];
    },
    reset() {
      rows = [];
      numbers.clear();
      running = undefined;
    },
  };
};
