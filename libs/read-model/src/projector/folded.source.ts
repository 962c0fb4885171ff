import type { EventId, LogIndex, StreamName } from '#domain';
import type { DatabaseSync } from 'node:sqlite';
import type { Folded } from '../fold/folded.record.js';
import { fromDocument, type RecordDocument } from '../fold/record.document.js';
import type { FoldedSource } from '../fold/record.folder.js';
import type { WithheldTexts } from '../fold/withheld.texts.js';
import { fromBytes, toBytes } from '../tables/event-id.bytes.js';
import type { RecordKeys } from '../tables/record.keys.js';

/** What was projected, as the folder reads it again. */
export function foldedSource(db: DatabaseSync, keys: RecordKeys): FoldedSource {
  const document = db.prepare('SELECT doc AS text, base FROM version WHERE idx = ?');
  const read = (index: LogIndex) => document.get(index) as unknown as RecordDocument;
  const entry = db.prepare('SELECT name FROM entry JOIN record ON record.id = entry.record WHERE entry.id = ?');
  const indexes = db.prepare('SELECT idx FROM entry WHERE record = ? ORDER BY revision');
  return {
    load(record: StreamName): Folded | undefined {
      const index = keys.find(record)?.lastIndex;
      return index === undefined ? undefined : fromDocument(read(index), index, (base) => read(base).text);
    },
    locate(id: EventId) {
      const name = entry.get(toBytes(id))?.['name'];
      return name === undefined ? undefined : { record: name as StreamName };
    },
    indexesOf(record: StreamName) {
      const id = keys.find(record)?.id;
      return id === undefined ? [] : indexes.all(id).map((row) => row['idx'] as LogIndex);
    },
  };
}

/** Fills `withheld` with what is known of by now. */
export function loadWithheld(db: DatabaseSync, withheld: WithheldTexts): void {
  withheld.clear();
  for (const row of db.prepare('SELECT entry, path FROM withheld').iterate())
    withheld.add(fromBytes(row['entry'] as Uint8Array), row['path'] as string);
}
