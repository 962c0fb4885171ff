import type { LogIndex } from '#domain';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Facets, TagNumbering } from '../facets/facet.set.js';
import type { ListedKind } from '../query/facets.catalogue.js';
import { BulkInsert } from '../tables/bulk.insert.js';
import { kindNumber } from '../tables/kinds.js';
import type { RecordKey } from '../tables/record.keys.js';
import { rowValues } from '../tables/row.values.js';
import { TagNumbers } from '../tables/tag.numbers.js';
import { OPEN, UNDATED } from '../tables/tables.sql.js';
import { TagBuffer } from './tag.buffer.js';

const COLUMNS = [
  'id',
  'kind',
  'record',
  'from_idx',
  'to_idx',
  'earliest',
  'latest',
  'recorded',
  'moved',
  'stale_from',
  'overdue_from',
  'known',
  'tags',
] as const;
const TO_IDX = COLUMNS.indexOf('to_idx');

/** Writes versioned rows and the inverted index over their tags; at the end of a batch, all at once. */
export class RowTable implements TagNumbering {
  private readonly names: TagNumbers;
  private readonly tags: TagBuffer;
  private readonly bulk: BulkInsert;
  private readonly statements;
  private pending = new Map<number, { readonly columns: SQLInputValue[]; readonly facets: Facets }>();
  private ended: [index: LogIndex, id: number][] = [];
  private nextId: number | undefined;

  constructor(db: DatabaseSync) {
    this.names = new TagNumbers(db);
    this.tags = new TagBuffer(db);
    this.bulk = new BulkInsert(db, 'row', COLUMNS);
    this.statements = {
      close: db.prepare('UPDATE row SET to_idx = ? WHERE id = ?'),
      read: db.prepare('SELECT * FROM row WHERE id = ?'),
      last: db.prepare('SELECT max(id) AS id FROM row'),
    };
  }

  number(kind: ListedKind, facet: string, value: string): number {
    return this.names.need(kind, facet, value);
  }

  /** Puts new facets in the place of the old ones and returns the new row's id. */
  replace(kind: ListedKind, key: RecordKey, before: Facets | undefined, after: Facets, index: LogIndex): number {
    if (key.lastRow !== undefined) this.close(key.lastRow, index);
    const { earliest, latest, recorded, moved, staleFrom, overdueFrom } = after.values;
    const id = (this.nextId ??= ((this.statements.last.get()!['id'] as number | null) ?? 0) + 1);
    this.nextId += 1;
    const columns = [
      id,
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
    ];
    this.pending.set(id, { columns, facets: after });
    this.replaceTags(key.id, before, after, index);
    key.lastRow = id;
    return id;
  }

  /** The facets of a row, as they were written. */
  read(id: number): Facets {
    const pending = this.pending.get(id);
    if (pending) return pending.facets;
    const row = this.statements.read.get(id)!;
    const numbers = (row['tags'] as string).split(',').map(Number);
    return { values: rowValues(row), tags: { numbers, known: row['known'] as number } };
  }

  flush(): void {
    this.tags.flush();
    for (const [index, id] of this.ended.sort((a, b) => a[1] - b[1])) this.statements.close.run(index, id);
    this.ended = [];
    this.bulk.insert([...this.pending.values()].map(({ columns }) => columns));
    this.pending = new Map();
  }

  reset(): void {
    this.names.reset();
    this.tags.reset();
    this.pending = new Map();
    this.ended = [];
    this.nextId = undefined;
  }

  private close(id: number, index: LogIndex): void {
    const pending = this.pending.get(id);
    if (pending) pending.columns[TO_IDX] = index;
    else this.ended.push([index, id]);
  }

  /** The date is part of the key, so that a tag's records come in its order: another date means all of them anew. */
  private replaceTags(record: number, before: Facets | undefined, after: Facets, index: LogIndex): void {
    const sortBefore = before?.values.earliest ?? UNDATED;
    const sort = after.values.earliest ?? UNDATED;
    const old = before?.tags.numbers ?? [];
    const now = after.tags.numbers;
    const all = sort !== sortBefore;
    for (const tag of old) if (all || !now.includes(tag)) this.tags.end(tag, sortBefore, record, index);
    for (const tag of now) if (all || !old.includes(tag)) this.tags.add(tag, sort, record, index);
  }
}
