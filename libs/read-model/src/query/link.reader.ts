import type { LogIndex, StreamName } from '#domain';
import { AnswersAt } from '../support/answers.at.js';
import { kindNumber } from '../tables/kinds.js';
import type { FileNumbers } from './file.numbers.js';
import type { LinkKind } from './read-model.types.js';
import type { Statements } from './statement.cache.js';

/** The record ?1 and its duplicates at index ?3. */
export const WITH_DUPLICATES = `SELECT ?1 UNION ALL SELECT duplicate FROM merge
                         WHERE canonical = ?1 AND from_idx <= ?3 AND to_idx > ?3`;

/** Names that are remembered; an agency may have tens of thousands. */
const REMEMBERED = 200_000;

/** What belongs to what. */
export class LinkReader {
  private readonly known = new AnswersAt<readonly StreamName[]>(REMEMBERED, ({ length }) => 1 + length);

  constructor(
    private readonly statements: Statements,
    private readonly numbers: FileNumbers,
  ) {}

  /**
   * Records of a kind at the other end of this one's links, in the order in which they came to be linked. The links of
   * an incident's duplicates are its own.
   */
  linked(record: StreamName, to: LinkKind, index: LogIndex): readonly StreamName[] {
    const id = this.numbers.record(record);
    if (id === undefined) return [];
    return this.known.at(index, `${id} ${to}`, () => this.readLinked(id, to, index));
  }

  /** The incidents that count as duplicates of one, be it by way of others, in the order in which they came to. */
  duplicatesOf(incident: StreamName, index: LogIndex): readonly StreamName[] {
    const id = this.numbers.record(incident);
    if (id === undefined) return [];
    return this.known.at(index, `${id} duplicates`, () => this.readDuplicates(id, index));
  }

  /** Whether the one counts as a duplicate of the other: a merge that closes a circle is void. */
  isMerged(duplicate: StreamName, canonical: StreamName, index: LogIndex): boolean {
    const [id, into] = [this.numbers.record(duplicate), this.numbers.record(canonical)];
    if (id === undefined || into === undefined) return false;
    const sql = 'SELECT 1 FROM merge WHERE duplicate = ? AND canonical = ? AND from_idx <= ? AND to_idx > ?';
    return this.statements.one(sql, id, into, index, index) !== undefined;
  }

  clear(): void {
    this.known.clear();
  }

  private readLinked(id: number, to: LinkKind, index: LogIndex): readonly StreamName[] {
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
      kindNumber(to),
      index,
    );
    return rows.map(({ name }) => name);
  }

  private readDuplicates(id: number, index: LogIndex): readonly StreamName[] {
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
}
