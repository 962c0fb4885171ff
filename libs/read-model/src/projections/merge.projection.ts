import { OPEN } from '../tables/tables.sql.js';
import { mergeChanged, MergedIncidents } from './merged.incidents.js';
import type { ProjectionFactory } from './projection.js';

/** Which incidents count as duplicates of which, be it by way of others; a merge that is void has no row. */
export const mergeProjection: ProjectionFactory = (context) => {
  const { db, keys } = context;
  const merges = new MergedIncidents(context);
  const open = db.prepare(`SELECT canonical FROM merge WHERE duplicate = ? AND to_idx = ${OPEN}`);
  const insert = db.prepare(`INSERT INTO merge (duplicate, canonical, from_idx, to_idx) VALUES (?, ?, ?, ${OPEN})`);
  const close = db.prepare(`UPDATE merge SET to_idx = ? WHERE duplicate = ? AND canonical = ? AND to_idx = ${OPEN}`);
  return {
    name: 'merge',
    tables: ['merge'],
    apply({ index, before, after }) {
      if (after.view.kind !== 'incident' || !mergeChanged(before, after)) return;
      for (const name of new Set(merges.chainOf(after))) {
        const incident = context.current(name);
        if (!incident) continue;
        const { id } = keys.need(name);
        const old = new Set(open.all(id).map((row) => row['canonical'] as number));
        for (const canonical of merges.canonicalsOf(incident).map((name) => keys.need(name).id))
          if (!old.delete(canonical)) insert.run(id, canonical, index);
        for (const canonical of old) close.run(index, id, canonical);
      }
    },
    flush() {},
    reset() {},
  };
};
