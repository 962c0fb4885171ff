import { DatabaseSync } from 'node:sqlite';
import type { LogIndex } from '#domain';
import type { StorePosition } from '#event-store';
import { openForReading } from '../files/model.file.js';
import { CheckpointTable } from '../projector/checkpoint.js';
import { INDEXES, TABLES } from '../tables/tables.sql.js';
import { ModelReader } from './model.reader.js';
import { ReadBurst } from './read.burst.js';

/** The file that serves now, and how far it has come. */
export interface ServingModel {
  readonly file: string;
  readonly reader: ModelReader;
  index: LogIndex;
  position?: StorePosition;
}

export function serve(file: string): ServingModel {
  const db = openForReading(file);
  const { index, position } = new CheckpointTable(db).read();
  return {
    file,
    reader: new ModelReader(db, undefined, new ReadBurst(db)),
    index,
    ...(position === undefined ? {} : { position }),
  };
}

/** What answers until there is a file: an empty log. */
export function serveNothing(): ServingModel {
  const db = new DatabaseSync(':memory:');
  db.exec(TABLES + INDEXES);
  return { file: ':memory:', reader: new ModelReader(db), index: -1 as LogIndex };
}
