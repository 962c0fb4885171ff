import { toDocument } from '../fold/record.document.js';
import { BulkInsert } from '../tables/bulk.insert.js';
import { toBytes } from '../tables/event-id.bytes.js';
import type { ProjectionFactory } from './projection.js';

/** What each entry made of its record. */
export const versionProjection: ProjectionFactory = ({ db }) => {
  const bulk = new BulkInsert(db, 'version', ['idx', 'doc']);
  let rows: [number, string][] = [];
  const update = db.prepare('UPDATE version SET doc = ? WHERE idx = ?');
  const withhold = db.prepare('INSERT OR IGNORE INTO withheld (entry, path) VALUES (?, ?)');
  return {
    name: 'version',
    tables: ['version', 'withheld'],
    apply({ index, after, event, rewrite }) {
      rows.push([index, toDocument(after)]);
      if (event.type !== 'TextWithheld') return;
      withhold.run(toBytes(event.data['entry'] as string), event.data['path'] as string);
      for (const version of rewrite?.versions ?? []) {
        const { changes } = update.run(toDocument(version.folded), version.index);
        // A version that is not there would mean that a text is still readable somewhere: that must not pass.
        if (Number(changes) !== 1) throw new Error(`version ${version.index} of ${rewrite!.record} is missing`);
      }
    },
    flush() {
      bulk.insert(rows);
      rows = [];
    },
    reset() {
      rows = [];
    },
  };
};
