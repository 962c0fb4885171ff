import type { LogIndex, StreamName } from '#domain';
import { isAboutEntries } from '#domain';
import { searchableText } from '../fold/event.texts.js';
import type { Rewrite, TextBearer } from '../fold/record.change.js';
import { isListedKind } from '../facets/facet.set.js';
import { BulkInsert } from '../tables/bulk.insert.js';
import { fromBytes, toBytes } from '../tables/event-id.bytes.js';
import { OPEN } from '../tables/tables.sql.js';
import type { SQLInputValue } from 'node:sqlite';
import type { ProjectionFactory } from './projection.js';

/** The words of records, for search. */
export const textProjection: ProjectionFactory = ({ db, keys }) => {
  const texts = new BulkInsert(db, 'text', ['id', 'record', 'event', 'from_idx', 'to_idx']);
  const last = db.prepare('SELECT max(id) AS id FROM text');
  const index = db.prepare('INSERT INTO text_search (rowid, body) VALUES (?, ?)');
  const open = db.prepare('SELECT id, event FROM text WHERE record = ? AND to_idx = ?');
  const ofEvent = db.prepare('SELECT id, from_idx, to_idx FROM text WHERE record = ? AND event = ?');
  const close = db.prepare('UPDATE text SET to_idx = ? WHERE id = ?');
  const forget = db.prepare('DELETE FROM text_search WHERE rowid = ?');

  let nextId: number | undefined;
  let rows: SQLInputValue[][] = [];
  let bodies: [id: number, body: string][] = [];

  const add = (record: number, { event, text }: TextBearer, from: LogIndex) => {
    const id = (nextId ??= ((last.get()!['id'] as number | null) ?? 0) + 1);
    nextId += 1;
    rows.push([id, record, toBytes(event), from, OPEN]);
    bodies.push([id, text]);
  };

  const flush = () => {
    texts.insert(rows);
    // One by one: of a virtual table's statements, one of many rows copies every page that it touches.
    for (const [id, body] of bodies) index.run(id, body);
    reset();
  };

  const reset = () => {
    [rows, bodies, nextId] = [[], [], undefined];
  };

  const rearrange = (record: number, bearers: readonly TextBearer[], at: LogIndex) => {
    flush();
    const standing = new Map(
      open.all(record, OPEN).map((r) => [fromBytes(r['event'] as Uint8Array), r['id'] as number]),
    );
    for (const bearer of bearers) if (!standing.delete(bearer.event)) add(record, bearer, at);
    for (const id of standing.values()) close.run(at, id);
  };

  /** In the past too, so the rows stay and lose their words. */
  const withhold = ({ record, entry, bearers }: Rewrite) => {
    flush();
    const { id } = keys.need(record);
    const left = bearers.find((bearer) => bearer.event === entry)?.text;
    for (const row of ofEvent.all(id, toBytes(entry))) {
      forget.run(row['id'] as number);
      if (left) index.run(row['id'] as number, left);
    }
  };

  return {
    name: 'text',
    tables: ['text', 'text_search'],
    apply({ index: at, event, after, bearers, rewrite }) {
      if (rewrite) withhold(rewrite);
      if (!isListedKind(after.view.kind)) return;
      const record = (name: StreamName) => keys.need(name).id;
      if (bearers) return rearrange(record(event.stream), bearers, at);
      if (isAboutEntries(event.type)) return;
      const text = searchableText(event);
      if (text) add(record(event.stream), { event: event.id, text }, at);
    },
    flush,
    reset,
  };
};
