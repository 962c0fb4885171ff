import type { DatabaseSync } from 'node:sqlite';
import { WriteRefused } from '../group-commit.errors.js';
import type { WriteHandler } from '../group-commit.protocol.js';

/** Requests of the specs' handler: a note to keep, or trouble to make. */
export type NoteRequest = string | { readonly make: 'REFUSAL' | 'ERROR' | 'CRASH' };

export interface NotesOptions {
  /** Pages the database may have, to make it full. */
  readonly maxPages?: number;
}

/** Keeps notes, each text once. */
export function open(db: DatabaseSync, { maxPages }: NotesOptions = {}): WriteHandler<NoteRequest, number> {
  db.exec('CREATE TABLE IF NOT EXISTS notes (n INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT');
  if (maxPages) db.exec(`PRAGMA max_page_count = ${maxPages}`);
  const insert = db.prepare('INSERT INTO notes (text) VALUES (?)');
  return {
    apply(request) {
      if (typeof request === 'string') return Number(insert.run(request).lastInsertRowid);
      insert.run('written before the trouble');
      if (request.make === 'REFUSAL') throw new WriteRefused({ because: 'asked to' });
      if (request.make === 'CRASH') process.exit(7);
      throw new Error('broken');
    },
  };
}
