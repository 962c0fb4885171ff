import type { LogIndex } from '#domain';
import { toDocument, toWholeDocument } from '../fold/record.document.js';
import { BulkInsert } from '../tables/bulk.insert.js';
import { toBytes } from '../tables/event-id.bytes.js';
import type { ProjectionFactory } from './projection.js';

/** Characters that wait for the end of a batch, at most: of large records a batch could fill the memory. */
const WAITING = 8 * 1024 * 1024;

/** What each entry made of its record. */
export const versionProjection: ProjectionFactory = ({ db }) => {
  const bulk = new BulkInsert(db, 'version', ['idx', 'base', 'doc']);
  let rows: [LogIndex, LogIndex | null, string][] = [];
  let waiting = 0;
  const update = db.prepare('UPDATE version SET base = NULL, doc = ? WHERE idx = ?');
  const withhold = db.prepare('INSERT OR IGNORE INTO withheld (entry, path) VALUES (?, ?)');
  const reset = () => {
    rows = [];
    waiting = 0;
  };
  const flush = () => {
    bulk.insert(rows);
    reset();
  };
  return {
    name: 'version',
    tables: ['version', 'withheld'],
    apply({ index, before, after, event, rewrite }) {
      const { text, base } = toDocument(after, index, before);
      rows.push([index, base, text]);
      waiting += text.length;
      if (waiting > WAITING) flush();
      if (event.type !== 'TextWithheld') return;
      withhold.run(toBytes(event.data['entry'] as string), event.data['path'] as string);
      for (const version of rewrite?.versions ?? []) {
        const { changes } = update.run(toWholeDocument(version.folded, version.index).text, version.index);
        // A version that is not there would mean that a text is still readable somewhere: that must not pass.
        if (Number(changes) !== 1) throw new Error(`version ${version.index} of ${rewrite!.record} is missing`);
      }
    },
    flush,
    reset,
  };
};
