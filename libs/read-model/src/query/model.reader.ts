import { AGGREGATES, type EpochMs, type EventId, type LogIndex, type StreamName } from '#domain';
import type { DatabaseSync } from 'node:sqlite';
import { viewOfDocument, type RecordDocument } from '../fold/record.document.js';
import { loadWithheld } from '../projector/folded.source.js';
import { WithheldTexts } from '../fold/withheld.texts.js';
import { AnswersAt } from '../support/answers.at.js';
import { BoundedCache } from '../support/bounded.cache.js';
import { fromBytes, toBytes } from '../tables/event-id.bytes.js';
import { kindNumber } from '../tables/kinds.js';
import { AlikeRecords } from './alike.records.js';
import { FacetReader } from './facet.reader.js';
import { FileNumbers } from './file.numbers.js';
import { LinkReader, WITH_DUPLICATES } from './link.reader.js';
import { ListReader } from './list.reader.js';
import { MergedAgencies } from './merged.agencies.js';
import type { EntryRange, SearchOptions } from './read-model.types.js';
import type { ReadBurst } from './read.burst.js';
import { Statements } from './statement.cache.js';
import { textQuery } from './text.query.js';
import type { FacetSet, IndexedEntry, RecordView } from './views.types.js';

const ENTRY = `SELECT e.idx, e.id, r.name AS record, e.revision, t.name AS type, e.recorded
               FROM entry e JOIN record r ON r.id = e.record JOIN entry_type t ON t.id = e.type`;

/**
 * Of the documents whose records are held, parsed; in memory they take a quarter more. By length and not by number,
 * since records differ in size a hundredfold. Half of it is kept whatever is asked: some 24,000 records.
 */
const VIEW_CHARACTERS = 96 * 1024 * 1024;

interface CachedView {
  readonly view: RecordView;
  readonly characters: number;
}

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
  readonly merged: MergedAgencies;
  readonly lists: ListReader;
  readonly links: LinkReader;
  readonly facets: FacetReader;
  readonly alike: AlikeRecords;
  readonly withheld = new WithheldTexts();
  private readonly statements: Statements;
  private readonly numbers: FileNumbers;
  /** By the index at which the record came to be as it is there. */
  private readonly views = new BoundedCache<LogIndex, CachedView>(VIEW_CHARACTERS, ({ characters }) => characters);
  /** What one event changed is told to many, each at the index of that event. */
  private readonly versions = new AnswersAt<LogIndex>(50_000);

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
    this.numbers = new FileNumbers(this.statements);
    this.merged = new MergedAgencies(this.statements);
    this.lists = new ListReader(this.statements, this.numbers, this.merged, few);
    this.links = new LinkReader(this.statements, this.numbers);
    this.facets = new FacetReader(this.statements, this.numbers);
    this.alike = new AlikeRecords(this.statements, this.numbers, (record, index) => this.view(record, index));
    this.refreshWithheld();
  }

  /** The file holds more than before. */
  moved(): void {
    this.burst?.end();
  }

  /** A text was withheld: nothing that was read before counts. */
  refreshWithheld(): void {
    this.burst?.end();
    for (const cache of [this.views, this.versions, this.merged, this.lists, this.links, this.facets]) cache.clear();
    loadWithheld(this.db, this.withheld);
  }

  view(record: StreamName, index: LogIndex): RecordView | undefined {
    const id = this.numbers.record(record);
    const version = id === undefined ? undefined : this.versionAt(id, index);
    if (version === undefined) return undefined;
    return (this.views.get(version) ?? this.views.set(version, this.readView(version))).view;
  }

  /** The log's own id, undefined where it had not been opened yet. */
  logId(index: LogIndex): string | undefined {
    return (this.view('log', index)?.state as { logId?: string } | undefined)?.logId;
  }

  search(text: string, { kinds, include = [], limit }: SearchOptions, index: LogIndex): StreamName[] {
    const query = textQuery(text);
    if (query === undefined) return [];
    const numbers = (kinds ?? AGGREGATES).map(kindNumber);
    const found: StreamName[] = [];
    for (let seen = 0; found.length < limit; seen += limit) {
      const next = this.bestFor(query, numbers, { from: seen, limit }, index);
      for (const name of next) {
        const unlisted = this.facets.of(name, index)?.unlisted;
        if (found.length < limit && (unlisted === undefined || include.includes(unlisted))) found.push(name);
      }
      if (next.length < limit) break;
    }
    return found;
  }

  private bestFor(
    query: string,
    kinds: readonly number[],
    { from, limit }: { readonly from: number; readonly limit: number },
    index: LogIndex,
  ): StreamName[] {
    return this.statements
      .all<{ name: string }>(
        `SELECT r.name, min(s.rank) AS best FROM text_search s JOIN text t ON t.id = s.rowid
         JOIN record r ON r.id = t.record
         WHERE s.text_search MATCH ? AND t.from_idx <= ? AND t.to_idx > ? AND r.kind IN (${kinds.join()})
         GROUP BY r.id ORDER BY best, r.id LIMIT ? OFFSET ?`,
        query,
        index,
        index,
        limit,
        from,
      )
      .map(({ name }) => name);
  }

  /** Whether the words stand in the record's texts, or in those of its duplicates. */
  hasText({ record, index }: FacetSet, text: string): boolean {
    const query = textQuery(text);
    const id = this.numbers.record(record);
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
    const ids = records.map((name) => this.numbers.record(name)).filter((id) => id !== undefined);
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

  private readView(version: LogIndex): CachedView {
    const document = this.statements.one<RecordDocument>(
      'SELECT doc AS text, base FROM version WHERE idx = ?',
      version,
    )!;
    let characters = document.text.length;
    const view = viewOfDocument(document, (base) => {
      // What the two have in common is held with this one; the other is not worth a place of its own.
      const whole = this.views.get(base) ?? this.readView(base);
      characters += whole.characters;
      return whole.view;
    });
    return { view, characters };
  }

  private versionAt(record: number, index: LogIndex): LogIndex | undefined {
    return this.versions.at(index, `${record}`, () => {
      const sql = 'SELECT idx FROM entry WHERE record = ? AND idx <= ? ORDER BY idx DESC LIMIT 1';
      return this.statements.one<{ idx: LogIndex }>(sql, record, index)?.idx;
    });
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
