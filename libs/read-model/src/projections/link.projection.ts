import type { StreamName } from '#domain';
import { linksOf } from '../facets/record.facets.js';
import type { RecordChange } from '../fold/record.change.js';
import { BulkInsert } from '../tables/bulk.insert.js';
import { OPEN } from '../tables/tables.sql.js';
import type { ProjectionFactory } from './projection.js';

type LinkRow = [owner: number, target: number, from: number, to: number];

const NONE: readonly StreamName[] = [];

/** Which records name which. The table stays as it was before the batch until the batch ends. */
export const linkProjection: ProjectionFactory = ({ db, keys }) => {
  const bulk = new BulkInsert(db, 'link', ['owner', 'target', 'from_idx', 'to_idx']);
  const close = db.prepare('UPDATE link SET to_idx = ? WHERE owner = ? AND target = ? AND to_idx = ?');
  let rows: LinkRow[] = [];
  const end = (owner: number, target: number, index: number) => {
    const row = rows.find((one) => one[0] === owner && one[1] === target && one[3] === OPEN);
    if (row) row[3] = index;
    else close.run(index, owner, target, OPEN);
  };
  return {
    name: 'link',
    tables: ['link'],
    apply({ index, event, before, after }: RecordChange) {
      const old = before ? linksOf(before) : NONE;
      const now = linksOf(after);
      if (old === now) return;
      const owner = () => keys.need(event.stream).id;
      for (const target of now) if (!old.includes(target)) rows.push([owner(), keys.need(target).id, index, OPEN]);
      for (const target of old) if (!now.includes(target)) end(owner(), keys.need(target).id, index);
    },
    flush() {
      bulk.insert(rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]));
      rows = [];
    },
    reset() {
      rows = [];
    },
  };
};
