import { NameNumbers } from '../tables/name.numbers.js';
import { toBytes } from '../tables/event-id.bytes.js';
import type { ProjectionFactory } from './projection.js';

/** The index table: which entry stands where. */
export const entryProjection: ProjectionFactory = ({ db, keys }) => {
  const types = new NameNumbers(db, 'entry_type', 1_000);
  const insert = db.prepare(
    `INSERT INTO entry (idx, position, id, record, revision, type, recorded, max_recorded)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
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
      insert.run(index, position, toBytes(id), key.id, revision, types.need(type), recorded, running);
      key.firstIndex ??= index;
      key.lastIndex = index;
      keys.touch(key);
    },
    reset() {
      types.reset();
      running = undefined;
    },
  };
};
