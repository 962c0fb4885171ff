import type { LogIndex } from '#domain';
import type { DatabaseSync } from 'node:sqlite';
import type { Facets, TagNumbering } from '../facets/facet.set.js';
import type { ListedKind } from '../query/facets.catalogue.js';
import { kindNumber } from '../tables/kinds.js';
import { NameNumbers } from '../tables/name.numbers.js';
import type { RecordKey } from '../tables/record.keys.js';
import { rowValues } from '../tables/row.values.js';
import { OPEN, UNDATED } from '../tables/tables.sql.js';

/** Writes versioned rows and the inverted index over their tags. */
export class RowTable implements TagNumbering {
  private readonly names: NameNumbers;
  private readonly statements;

  constructor(db: DatabaseSync) {
    this.names = new NameNumbers(db, 'tag', 100_000);
    this.statements = {
      insert: db.prepare(
        `INSERT INTO row (kind, record, from_idx, to_idx, earliest, latest, recorded, moved, stale_from, overdue_from,
                          known, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      close: db.prepare('UPDATE row SET to_idx = ? WHERE id = ?'),
      addTag: db.prepare('INSERT INTO row_tag (tag, sort, record, from_idx, to_idx) VALUES (?, ?, ?, ?, ?)'),
      closeTag: db.prepare('UPDATE row_tag SET to_idx = ? WHERE tag = ? AND sort = ? AND record = ? AND to_idx = ?'),
      read: db.prepare('SELECT * FROM row WHERE id = ?'),
    };
  }

  number(kind: ListedKind, facet: string, value: string): number {
    return this.names.need(`${kind}.${facet}=${value}`);
  }

  /** Puts new facets in the place of the old ones and returns the new row's id. */
  replace(kind: ListedKind, key: RecordKey, before: Facets | undefined, after: Facets, index: LogIndex): number {
    const { insert, close } = this.statements;
    if (key.lastRow !== undefined) close.run(index, key.lastRow);
    const { earliest, latest, recorded, moved, staleFrom, overdueFrom } = after.values;
    const { lastInsertRowid } = insert.run(
      kindNumber(kind),
      key.id,
      index,
      OPEN,
      earliest ?? null,
      latest ?? null,
      recorded,
      moved,
      staleFrom ?? null,
      overdueFrom ?? null,
      after.tags.known,
      after.tags.numbers.join(),
    );
    this.replaceTags(key.id, before, after, index);
    key.lastRow = Number(lastInsertRowid);
    return key.lastRow;
  }

  /** The facets of a row, as they were written. */
  read(id: number): Facets {
    const row = this.statements.read.get(id)!;
    const numbers = (row['tags'] as string).split(',').map(Number);
    return { values: rowValues(row), tags: { numbers, known: row['known'] as number } };
  }

  reset(): void {
    this.names.reset();
  }

  /** The date is part of the key, so that a tag's records come in its order: another date means all of them anew. */
  private replaceTags(record: number, before: Facets | undefined, after: Facets, index: LogIndex): void {
    const { addTag, closeTag } = this.statements;
    const sortBefore = before?.values.earliest ?? UNDATED;
    const sort = after.values.earliest ?? UNDATED;
    const old = before?.tags.numbers ?? [];
    const now = after.tags.numbers;
    const all = sort !== sortBefore;
    for (const tag of old) if (all || !now.includes(tag)) closeTag.run(index, tag, sortBefore, record, OPEN);
    for (const tag of now) if (all || !old.includes(tag)) addTag.run(tag, sort, record, index, OPEN);
  }
}
