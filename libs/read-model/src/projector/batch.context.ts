import type { EventId, LogIndex, StreamName } from '#domain';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { linksOf } from '../facets/record.facets.js';
import type { Folded } from '../fold/folded.record.js';
import type { RecordChange } from '../fold/record.change.js';
import type { ProjectionContext } from '../projections/projection.js';
import { BoundedCache } from '../support/bounded.cache.js';
import { toBytes } from '../tables/event-id.bytes.js';
import type { RecordKeys } from '../tables/record.keys.js';
import { OPEN } from '../tables/tables.sql.js';

const NONE: readonly StreamName[] = [];
const ABSENT = Symbol('not on record yet');

/**
 * The records as they stand while one batch is written, change by change. The folder is ahead by the whole batch, so
 * what the batch changes is taken from the changes themselves.
 */
export class BatchContext implements ProjectionContext {
  private readonly batch = new Map<StreamName, Folded | typeof ABSENT>();
  private readonly pointing = new BoundedCache<StreamName, Set<StreamName>>(20_000);
  /** Links that the batch has made (true) and ended, by target, in order: the table does not hold them yet. */
  private readonly links = new Map<StreamName, (readonly [owner: StreamName, made: boolean])[]>();
  private readonly places = new BoundedCache<EventId, LogIndex>(1_000);
  private readonly owners: StatementSync;
  private readonly place: StatementSync;
  private changes: readonly RecordChange[] = [];

  constructor(
    readonly db: DatabaseSync,
    readonly keys: RecordKeys,
    private readonly beyond: (record: StreamName) => Folded | undefined,
    readonly staleAfterDays: number,
  ) {
    this.owners = db.prepare(
      `SELECT name FROM link JOIN record ON record.id = owner
       WHERE target = ? AND to_idx = ${OPEN} ORDER BY from_idx, owner`,
    );
    this.place = db.prepare('SELECT idx FROM entry WHERE id = ?');
  }

  begin(changes: readonly RecordChange[]): void {
    this.batch.clear();
    this.links.clear();
    this.changes = changes;
    for (const { event, before, rewrite } of changes) {
      if (!this.batch.has(event.stream)) this.batch.set(event.stream, before ?? ABSENT);
      const latest = rewrite?.versions.at(-1);
      if (latest && !this.batch.has(rewrite!.record)) this.batch.set(rewrite!.record, latest.folded);
    }
  }

  /** Makes a change current. */
  enter({ event, before, after, rewrite }: RecordChange): void {
    this.batch.set(event.stream, after);
    const latest = rewrite?.versions.at(-1);
    if (latest) this.batch.set(rewrite!.record, latest.folded);
    const old = before ? linksOf(before) : NONE;
    const now = linksOf(after);
    if (old === now) return;
    for (const target of now) if (!old.includes(target)) this.link(event.stream, target, true);
    for (const target of old) if (!now.includes(target)) this.link(event.stream, target, false);
  }

  current(record: StreamName): Folded | undefined {
    const known = this.batch.get(record);
    if (known !== undefined) return known === ABSENT ? undefined : known;
    return this.beyond(record);
  }

  pointingAt(record: StreamName): ReadonlySet<StreamName> {
    const known = this.pointing.get(record);
    if (known) return known;
    const key = this.keys.find(record);
    const names = new Set(key ? this.owners.all(key.id).map((row) => row['name'] as StreamName) : []);
    for (const [owner, made] of this.links.get(record) ?? []) point(names, owner, made);
    return this.pointing.set(record, names);
  }

  /** Asked of the merges of a circle only, so that a search of the batch, and once of the table, will do. */
  placeOf(entry: EventId): LogIndex {
    const known = this.changes.find(({ event }) => event.id === entry)?.index ?? this.places.get(entry);
    if (known !== undefined) return known;
    const row = this.place.get(toBytes(entry));
    if (!row) throw new Error(`entry ${entry} is named by a record, and stands nowhere in the log`);
    return this.places.set(entry, row['idx'] as LogIndex);
  }

  reset(): void {
    this.batch.clear();
    this.links.clear();
    this.changes = [];
    this.places.clear();
    this.pointing.clear();
  }

  private link(owner: StreamName, target: StreamName, made: boolean): void {
    const known = this.pointing.get(target);
    if (known) point(known, owner, made);
    const waiting = this.links.get(target);
    if (waiting) waiting.push([owner, made]);
    else this.links.set(target, [[owner, made]]);
  }
}

function point(names: Set<StreamName>, owner: StreamName, made: boolean): void {
  if (made) names.add(owner);
  else names.delete(owner);
}
