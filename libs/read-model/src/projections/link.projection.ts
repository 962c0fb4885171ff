import type { LogIndex, StreamName } from '#domain';
import { linksOf } from '../facets/record.facets.js';
import type { RecordChange } from '../fold/record.change.js';
import { OPEN } from '../tables/tables.sql.js';
import type { ProjectionFactory } from './projection.js';

const NONE: readonly StreamName[] = [];

/** Which records name which. */
export const linkProjection: ProjectionFactory = ({ db, keys }) => {
  const insert = db.prepare('INSERT INTO link (owner, target, from_idx, to_idx) VALUES (?, ?, ?, ?)');
  const close = db.prepare('UPDATE link SET to_idx = ? WHERE owner = ? AND target = ? AND to_idx = ?');
  const link = (owner: StreamName, target: StreamName, index: LogIndex) =>
    insert.run(keys.need(owner).id, keys.need(target).id, index, OPEN);
  return {
    name: 'link',
    tables: ['link'],
    apply({ index, event, before, after }: RecordChange) {
      const old = before ? linksOf(before) : NONE;
      const now = linksOf(after);
      if (old === now) return;
      for (const target of now) if (!old.includes(target)) link(event.stream, target, index);
      for (const target of old)
        if (!now.includes(target)) close.run(index, keys.need(event.stream).id, keys.need(target).id, OPEN);
    },
    flush() {},
    reset() {},
  };
};
