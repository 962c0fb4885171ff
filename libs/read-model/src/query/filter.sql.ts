import type { LogIndex } from '#domain';
import { knownBit, LISTED, LISTING } from '../facets/facet.set.js';
import { facetAsked } from '../facets/spelling.js';
import { kindNumber } from '../tables/kinds.js';
import type { ListedKind } from './facets.catalogue.js';
import type { FacetFilter, RecordFilter } from './filter.types.js';
import { InvalidQueryError } from './query.errors.js';
import { literal, sql, type Sql } from './sql.fragment.js';
import { textQuery } from './text.query.js';

/** Numbers of tags and records by name; what is not known to the tables has none. */
export interface NumberLookup {
  tag(kind: ListedKind, facet: string, value: string): number | undefined;
  record(name: string): number | undefined;
}

/** A filter taken apart by what can answer each part. */
export interface FilterParts {
  /** Of each, one tag at least; these can drive a scan. */
  readonly required: readonly (readonly number[])[];
  readonly excluded: readonly (readonly number[])[];
  /** Subqueries that yield records; what they name is few, so they drive. */
  readonly within: readonly Sql[];
  readonly outside: readonly Sql[];
  /** Conditions on the row, `r`. */
  readonly onRow: readonly Sql[];
}

export function partsOf<Kind extends ListedKind>(
  kind: Kind,
  filter: RecordFilter<Kind>,
  index: LogIndex,
  numbers: NumberLookup,
): FilterParts {
  const required: number[][] = [listing(kind, filter, numbers)];
  const excluded: number[][] = [];
  const within: Sql[] = [];
  const outside: Sql[] = [];
  const onRow: Sql[] = [...rangesOf(filter)];
  for (const [facet, given] of entriesOf(filter.facets)) {
    const asked = facetAsked(facet, given);
    const numbered = (values: readonly string[]) =>
      values.map((value) => numbers.tag(kind, facet, value)).filter((number) => number !== undefined);
    if (asked.in) required.push(numbered(asked.in));
    if (asked.notIn) excluded.push(numbered(asked.notIn));
    if (asked.known !== undefined)
      onRow.push(asked.known ? sql`r.known & ${knownBit(kind, facet)}` : sql`NOT r.known & ${knownBit(kind, facet)}`);
  }
  for (const [facet, asked] of entriesOf(filter.links)) {
    const numbered = (values: readonly string[]) =>
      values.map((value) => numbers.record(value)).filter((number) => number !== undefined);
    if (asked.in) within.push(linkedWith(numbered(asked.in), index));
    if (asked.notIn) outside.push(linkedWith(numbered(asked.notIn), index));
    if (asked.known !== undefined) onRow.push(linkedWithKind(facet, asked.known, index));
  }
  if (filter.text !== undefined) within.push(textMatches(filter.text, index));
  return { required, excluded, within, outside, onRow };
}

const entriesOf = (asked: object | undefined): [string, FacetFilter][] =>
  Object.entries(asked ?? {}).filter(([, value]) => value !== undefined) as [string, FacetFilter][];

function listing(kind: ListedKind, { include }: RecordFilter, numbers: NumberLookup): number[] {
  return [LISTED, ...(include ?? [])]
    .map((value) => numbers.tag(kind, LISTING, value))
    .filter((number) => number !== undefined);
}

/** The row's own values against the ranges asked for; the in-memory filter must say the same. */
function rangesOf({ occurred, recorded, moved, stale, overdue, at }: RecordFilter): Sql[] {
  const conditions: Sql[] = [];
  if (occurred) {
    const certain = occurred.match === 'CERTAIN';
    const low = literal(certain ? 'coalesce(r.earliest, -9e15)' : 'coalesce(r.latest, 9e15)');
    const high = literal(certain ? 'coalesce(r.latest, 9e15)' : 'coalesce(r.earliest, -9e15)');
    if (occurred.from !== undefined) conditions.push(sql`${low} >= ${occurred.from}`);
    if (occurred.to !== undefined) conditions.push(sql`${high} <= ${occurred.to}`);
  }
  for (const [range, column] of [
    [recorded, 'r.recorded'],
    [moved, 'r.moved'],
  ] as const) {
    if (range?.from !== undefined) conditions.push(sql`${literal(column)} >= ${range.from}`);
    if (range?.to !== undefined) conditions.push(sql`${literal(column)} <= ${range.to}`);
  }
  for (const [asked, column] of [
    [stale, 'r.stale_from'],
    [overdue, 'r.overdue_from'],
  ] as const) {
    if (asked === undefined) continue;
    if (at === undefined) throw new InvalidQueryError('`stale` and `overdue` need `at`: the moment at which to judge');
    const passed = sql`coalesce(${literal(column)}, 9e15) <= ${at}`;
    conditions.push(asked ? passed : sql`NOT ${passed}`);
  }
  return conditions;
}

const valid = (alias: string, index: LogIndex): Sql =>
  sql`${literal(alias)}.from_idx <= ${index} AND ${literal(alias)}.to_idx > ${index}`;

/** What is linked with a duplicate is linked with the canonical record too, but for that record itself. */
const linkedWith = (records: readonly number[], index: LogIndex): Sql =>
  sql`(WITH hit (record, other) AS (
         SELECT l.owner, l.target FROM link l WHERE l.target IN (${records}) AND ${valid('l', index)}
         UNION ALL SELECT l.target, l.owner FROM link l WHERE l.owner IN (${records}) AND ${valid('l', index)})
       SELECT record FROM hit
       UNION SELECT m.canonical FROM hit JOIN merge m ON m.duplicate = hit.record
             WHERE m.canonical <> hit.other AND ${valid('m', index)})`;

function linkedWithKind(kind: string, known: boolean, index: LogIndex): Sql {
  const number = kindNumber(kind as never);
  const near = sql`(SELECT r.record UNION ALL
                    SELECT m.duplicate FROM merge m WHERE m.canonical = r.record AND ${valid('m', index)})`;
  // As in `linked` of the reader, the `+` makes the planner begin with the links.
  const exists = sql`(
    EXISTS (SELECT 1 FROM link l JOIN record o ON o.id = l.owner
            WHERE l.target IN ${near} AND +o.kind = ${number} AND o.id <> r.record AND ${valid('l', index)}) OR
    EXISTS (SELECT 1 FROM link l JOIN record o ON o.id = l.target
            WHERE l.owner IN ${near} AND +o.kind = ${number} AND o.id <> r.record AND ${valid('l', index)}))`;
  return known ? exists : sql`NOT ${exists}`;
}

/** The words of a duplicate find the canonical record too. */
function textMatches(text: string, index: LogIndex): Sql {
  const query = textQuery(text);
  if (query === undefined) return sql`(SELECT NULL WHERE FALSE)`;
  return sql`(WITH hit (record) AS (
                SELECT t.record FROM text_search s JOIN text t ON t.id = s.rowid
                WHERE s.text_search MATCH ${query} AND ${valid('t', index)})
              SELECT record FROM hit
              UNION SELECT m.canonical FROM hit JOIN merge m ON m.duplicate = hit.record AND ${valid('m', index)})`;
}
