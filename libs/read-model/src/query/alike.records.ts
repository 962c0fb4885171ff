import type { LogIndex, StreamName } from '#domain';
import { isListedKind, LISTED, LISTING } from '../facets/facet.set.js';
import { identifyingTags } from '../facets/identifying.tags.js';
import type { NumberLookup } from './filter.sql.js';
import type { Statements } from './statement.cache.js';
import type { RecordView } from './views.types.js';

/** Others that share one value, at most: beyond that the value identifies nothing. */
const SHARING = 100;

/** Finds records that may be about the same thing, by what should be of one record only. */
export class AlikeRecords {
  constructor(
    private readonly statements: Statements,
    private readonly numbers: NumberLookup,
    private readonly view: (record: StreamName, index: LogIndex) => RecordView | undefined,
  ) {}

  /** In the order in which they were recorded; none of a record that is merged or retracted. */
  of(record: StreamName, index: LogIndex): StreamName[] {
    const view = this.view(record, index);
    if (!view || !isListedKind(view.kind) || isSettled(view)) return [];
    const listed = this.numbers.tag(view.kind, LISTING, LISTED);
    const found = new Map<StreamName, number>();
    for (const { facet, value } of identifyingTags(view)) {
      const tag = this.numbers.tag(view.kind, facet, value);
      if (tag === undefined || listed === undefined) continue;
      for (const { name, first } of this.sharing(tag, listed, index)) {
        if (name === record) continue;
        // A row of the past may tell what was withheld since; what the record says now decides.
        const other = this.view(name, index);
        if (other && identifyingTags(other).some((its) => its.facet === facet && its.value === value))
          found.set(name, first);
      }
    }
    return [...found].sort(([, a], [, b]) => a - b).map(([name]) => name);
  }

  private sharing(tag: number, listed: number, index: LogIndex): { name: StreamName; first: number }[] {
    return this.statements.all(
      `SELECT r.name, r.first_idx AS first FROM row_tag t JOIN record r ON r.id = t.record
       WHERE t.tag = ?1 AND t.from_idx <= ?3 AND t.to_idx > ?3 AND EXISTS (
         SELECT 1 FROM row_tag l WHERE l.tag = ?2 AND l.sort = t.sort AND l.record = t.record
           AND l.from_idx <= ?3 AND l.to_idx > ?3)
       ORDER BY r.first_idx LIMIT ${SHARING + 1}`,
      tag,
      listed,
      index,
    );
  }
}

const isSettled = ({ retraction, state }: RecordView): boolean =>
  retraction !== undefined || (state as { mergedInto?: unknown }).mergedInto !== undefined;
