import { AGGREGATES, type EpochMs, type EventId, type LogIndex, type StreamName } from '#domain';
import type { DatabaseSync } from 'node:sqlite';
import { LISTED, LISTING } from '../facets/facet.set.js';
import { fromDocument } from '../fold/record.document.js';
import { loadWithheld } from '../projector/folded.source.js';
import { WithheldTexts } from '../fold/withheld.texts.js';
import { BoundedCache } from '../support/bounded.cache.js';
import { fromBytes, toBytes } from '../tables/event-id.bytes.js';
import { kindNumber, kindOfNumber } from '../tables/kinds.js';
import { rowValues } from '../tables/row.values.js';
import { AlikeRecords } from './alike.records.js';
import type { ListedKind } from './facets.catalogue.js';
import type { NumberLookup } from './filter.sql.js';
import { ListReader } from './list.reader.js';
import type { EntryRange, LinkKind } from './read-model.types.js';
import type { ReadBurst } from './read.burst.js';
import { Statements } from './statement.cache.js';
import { textQuery } from './text.query.js';
import type { FacetSet, IndexedEntry, RecordView, Unlisted } from './views.types.js';

const ENTRY = `SELECT e.idx, e.id, r.name AS record, e.revision, t.name AS type, e.recorded
               FROM entry e JOIN record r ON r.id = e.record JOIN entry_type t ON t.id = e.type`;

/** The record ?1 and its duplicates at index ?3. */
const WITH_DUPLICATES = `SELECT ?1 UNION ALL SELECT duplicate FROM merge
                         WHERE canonical = ?1 AND from_idx <= ?3 AND to_idx > ?3`;

interface EntryRow {
  readonly idx: number;
  readonly id: Uint8Array;
  readonly record: string;
  readonly revision: number;
  readonly type: string;
  readonly recorded: number;
}

/**
 * Reads one file of the read model, every question at an index. Synchronous, and no transaction outlives a turn of the event
 * loop: a row that was valid at an index stays so, whatever is written meanwhile.
 */
export class ModelReader {
  readonly lists: ListReader;
  readonly alike: AlikeRecords;
  readonly withheld = new WithheldTexts();
  private readonly statements: Statements;
  private readonly views = new BoundedCache<LogIndex, RecordView>(10_000);
  /** By record and index: what one event changed is told to many, each at the index of that event. */
  private readonly versions = new BoundedCache<string, LogIndex>(10_000);
  private readonly tagNames = new BoundedCache<number, string>(100_000);
  /** A record's number in this file never changes. */
  private readonly recordIds = new BoundedCache<StreamName, number>(100_000);

  /**
   * @param few up to how many candidates a list gathers and sorts them, see `planList`
   * @param burst where the connection is for reading only
   */
  constructor(
    private readonly db: DatabaseSync,
    few?: number,
    private readonly burst?: ReadBurst,
  ) {
    this.statements = new Statements(db, burst);
    const numbers: NumberLookup = {
      tag: (kind, facet, value) =>
        this.statements.one<{ id: number }>('SELECT id FROM tag WHERE name = ?', `${kind}.${facet}=${value}`)?.id,
      record: (name) => this.recordId(name),
    };
    this.lists = new ListReader(this.statements, numbers, few);
    this.alike = new AlikeRecords(this.statements, numbers, (record, index) => this.view(record, index));
    this.refreshWithheld();
  }

  /** The file holds more than before. */
  moved(): void {
    this.burst?.end();
  }

  /** A text was withheld: nothing that was read before counts. */
  refreshWithheld(): void {
    this.burst?.end();
    this.views.clear();
    loadWithheld(this.db, this.withheld);
  }

  view(record: StreamName, index: LogIndex): RecordView | undefined {
    const id = this.recordId(record);
    const version = id === undefined ? undefined : this.versionAt(id, index);
    if (version === undefined) return undefined;
    const known = this.views.get(version);
    if (known) return known;
    const { doc } = this.statements.one<{ doc: string }>('SELECT doc FROM version WHERE idx = ?', version)!;
    return this.views.set(version, fromDocument(doc).view);
  }

  facets(record: StreamName, index: LogIndex): FacetSet | undefined {
    const id = this.recordId(record);
    const row =
      id === undefined
        ? undefined
        : this.statements.one<{ id: number; to_idx: number }>(
            'SELECT id, to_idx FROM row WHERE record = ? AND from_idx <= ? ORDER BY from_idx DESC LIMIT 1',
            id,
            index,
          );
    return row && row.to_idx > index ? this.facetsOfRow(row.id, record, index) : undefined;
  }

  facetsOfRow(id: number, record: StreamName, index: LogIndex): FacetSet {
    const row = this.statements.one<Record<string, number | string | null>>('SELECT * FROM row WHERE id = ?', id)!;
    const kind = kindOfNumber(row['kind'] as number);
    const tags = (row['tags'] as string).split(',').map((tag) => this.tagName(Number(tag)).slice(kind.length + 1));
    const listing = tags.find((tag) => tag.startsWith(`${LISTING}=`))?.slice(LISTING.length + 1) ?? LISTED;
    return {
      record,
      index,
      ...(listing === LISTED ? {} : { unlisted: listing as Unlisted }),
      values: rowValues(row),
      tags: tags.filter((tag) => !tag.startsWith(`${LISTING}=`)).sort(),
    };
  }

  /** Whether the one counts as a duplicate of the other: a merge that closes a circle is void. */
  isMerged(duplicate: StreamName, canonical: StreamName, index: LogIndex): boolean {
    const [id, into] = [this.recordId(duplicate), this.recordId(canonical)];
    if (id === undefined || into === undefined) return false;
    const sql = 'SELECT 1 FROM merge WHERE duplicate = ? AND canonical = ? AND from_idx <= ? AND to_idx > ?';
    return this.statements.one(sql, id, into, index, index) !== undefined;
  }

  /** The incidents that count as duplicates of one, be it by way of others, in the order in which they came to. */
  duplicatesOf(incident: StreamName, index: LogIndex): StreamName[] {
    const id = this.recordId(incident);
    if (id === undefined) return [];
    return this.statements
      .all<{ name: string }>(
        `SELECT name FROM merge m JOIN record d ON d.id = m.duplicate
         WHERE m.canonical = ? AND m.from_idx <= ? AND m.to_idx > ? ORDER BY m.from_idx, name`,
        id,
        index,
        index,
      )
      .map(({ name }) => name);
  }

  /**
   * Records of a kind at the other end of this one's links, in the order in which they came to be linked. The links of
   * an incident's duplicates are its own.
   */
  linked(record: StreamName, to: LinkKind, index: LogIndex): StreamName[] {
    const id = this.recordId(record);
    if (id === undefined) return [];
    const kind = kindNumber(to);
    // The planner must begin with the links, not with an index over all records of the kind: hence the `+`.
    const rows = this.statements.all<{ name: string }>(
      `SELECT name, min(from_idx) AS since FROM (
         SELECT o.id, o.name, l.from_idx FROM link l JOIN record o ON o.id = l.owner
         WHERE l.target IN (${WITH_DUPLICATES}) AND +o.kind = ?2 AND l.from_idx <= ?3 AND l.to_idx > ?3
         UNION ALL
         SELECT o.id, o.name, l.from_idx FROM link l JOIN record o ON o.id = l.target
         WHERE l.owner IN (${WITH_DUPLICATES}) AND +o.kind = ?2 AND l.from_idx <= ?3 AND l.to_idx > ?3)
       WHERE id <> ?1 GROUP BY name ORDER BY since, name`,
      id,
      kind,
      index,
    );
    return rows.map(({ name }) => name);
  }

  search(text: string, kinds: readonly ListedKind[] | undefined, limit: number, index: LogIndex): StreamName[] {
    const query = textQuery(text);
    if (query === undefined) return [];
    const numbers = (kinds ?? AGGREGATES).map(kindNumber);
    return this.statements
      .all<{ name: string }>(
        `SELECT r.name, min(s.rank) AS best FROM text_search s JOIN text t ON t.id = s.rowid
         JOIN record r ON r.id = t.record
         WHERE s.text_search MATCH ? AND t.from_idx <= ? AND t.to_idx > ? AND r.kind IN (${numbers.join()})
         GROUP BY r.id ORDER BY best, r.id LIMIT ?`,
        query,
        index,
        index,
        limit,
      )
      .map(({ name }) => name);
  }

  /** Whether the words stand in the record's texts, or in those of its duplicates. */
  hasText({ record, index }: FacetSet, text: string): boolean {
    const query = textQuery(text);
    const id = this.recordId(record);
    if (query === undefined || id === undefined) return false;
    return (
      this.statements.one(
        `SELECT 1 FROM text t JOIN text_search s ON s.rowid = t.id
         WHERE t.record IN (${WITH_DUPLICATES}) AND s.text_search MATCH ?2 AND t.from_idx <= ?3 AND t.to_idx > ?3
         LIMIT 1`,
        id,
        query,
        index,
      ) !== undefined
    );
  }

  locate(entry: EventId): IndexedEntry | undefined {
    const row = this.statements.one<EntryRow>(`${ENTRY} WHERE e.id = ?`, toBytes(entry));
    return row && toEntry(row);
  }

  entryAt(index: LogIndex): IndexedEntry | undefined {
    const row = this.statements.one<EntryRow>(`${ENTRY} WHERE e.idx = ?`, index);
    return row && toEntry(row);
  }

  entriesOf(records: readonly StreamName[], range: EntryRange, last: LogIndex): IndexedEntry[] {
    const ids = records.map((name) => this.recordId(name)).filter((id) => id !== undefined);
    return this.entries(`e.record IN (${ids.map(() => '?').join()})`, ids, range, last);
  }

  log(range: EntryRange, last: LogIndex): IndexedEntry[] {
    return this.entries('TRUE', [], range, last);
  }

  changes(after: { index: LogIndex; sub: number }, upTo: LogIndex, limit: number) {
    return this.statements.all<{
      idx: LogIndex;
      sub: number;
      name: string;
      before_row: number | null;
      after_row: number;
    }>(
      `SELECT idx, sub, name, before_row, after_row FROM change JOIN record ON record.id = change.record
       WHERE (idx, sub) > (?, ?) AND idx <= ? ORDER BY idx, sub LIMIT ?`,
      after.index,
      after.sub,
      upTo,
      limit,
    );
  }

  /** The running maximum of `recordedAt`, UTC. */
  maxRecordedAt(index: LogIndex): string | undefined {
    const row = this.statements.one<{ at: number }>('SELECT max_recorded AS at FROM entry WHERE idx = ?', index);
    return row && new Date(row.at).toISOString();
  }

  /** By halving: the running maximum never falls. */
  resolve(instant: EpochMs, last: LogIndex): LogIndex {
    let [low, high] = [-1, last as number];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const { at } = this.statements.one<{ at: number }>('SELECT max_recorded AS at FROM entry WHERE idx = ?', middle)!;
      if (at <= instant) low = middle;
      else high = middle - 1;
    }
    return low as LogIndex;
  }

  close(): void {
    this.statements.close();
  }

  private entries(
    where: string,
    values: readonly number[],
    { after = -1 as LogIndex, before, limit, backwards = false, types }: EntryRange,
    last: LogIndex,
  ): IndexedEntry[] {
    const upTo = before === undefined ? last : Math.min(last, before - 1);
    const order = backwards ? 'DESC' : 'ASC';
    const ofType = types
      ? `AND e.type IN (SELECT id FROM entry_type WHERE name IN (${types.map(() => '?').join()}))`
      : '';
    const sql = `${ENTRY} WHERE ${where} ${ofType} AND e.idx > ? AND e.idx <= ? ORDER BY e.idx ${order} LIMIT ?`;
    const found = this.statements.all<EntryRow>(sql, ...values, ...(types ?? []), after, upTo, limit).map(toEntry);
    return backwards ? found.reverse() : found;
  }

  private versionAt(record: number, index: LogIndex): LogIndex | undefined {
    const key = `${record}/${index}`;
    const known = this.versions.get(key);
    if (known !== undefined) return known;
    const sql = 'SELECT idx FROM entry WHERE record = ? AND idx <= ? ORDER BY idx DESC LIMIT 1';
    const version = this.statements.one<{ idx: LogIndex }>(sql, record, index)?.idx;
    return version === undefined ? undefined : this.versions.set(key, version);
  }

  private recordId(name: StreamName): number | undefined {
    const known = this.recordIds.get(name);
    if (known !== undefined) return known;
    const id = this.statements.one<{ id: number }>('SELECT id FROM record WHERE name = ?', name)?.id;
    return id === undefined ? undefined : this.recordIds.set(name, id);
  }

  private tagName(tag: number): string {
    const known = this.tagNames.get(tag);
    if (known !== undefined) return known;
    return this.tagNames.set(
      tag,
      this.statements.one<{ name: string }>('SELECT name FROM tag WHERE id = ?', tag)!.name,
    );
  }
}

const toEntry = ({ idx, id, record, revision, type, recorded }: EntryRow): IndexedEntry => ({
  index: idx as LogIndex,
  entry: fromBytes(id),
  record,
  revision,
  type,
  recordedAt: new Date(recorded).toISOString(),
});
