import type { LogIndex } from '#domain';
import { kindNumber } from '../tables/kinds.js';
import { UNDATED } from '../tables/tables.sql.js';
import type { ListedKind } from './facets.catalogue.js';
import type { FilterParts } from './filter.sql.js';
import type { Order } from './filter.types.js';
import { allOf, literal, sql, type Sql } from './sql.fragment.js';

/** How a list is read: from what, which records, and what orders them. */
export interface ListPlan {
  readonly from: Sql;
  readonly where: readonly Sql[];
  readonly record: Sql;
  /** The value ordered by. */
  readonly key: Sql;
  /** What stands for "none" in the key: UNDATED in the index of tags, else null. */
  readonly none: 'UNDATED' | 'NULL' | 'NEVER';
}

/** Below this many candidates it is quicker to gather and sort them all than to walk an order and look each one up. */
export const FEW = 3_000;

/** @param estimate how many records have one of these tags, counted up to a limit */
export function planList(
  kind: ListedKind,
  parts: FilterParts,
  order: Order,
  index: LogIndex,
  estimate: (tags: readonly number[]) => number,
  few = FEW,
): ListPlan {
  const sizes = parts.required.map((tags) => ({ tags, size: estimate(tags) }));
  const smallest = sizes.reduce((least, next) => (next.size < least.size ? next : least));
  if (parts.within.length > 0 || (smallest.size <= few && (order.by !== 'OCCURRED' || smallest.tags.length !== 1)))
    return gathered(kind, parts, order, index, smallest);
  if (order.by === 'OCCURRED') return alongTag(parts, index, sizes);
  return alongRows(kind, parts, order, index);
}

/** All candidates by their rows; sorted afterwards. */
function gathered(
  kind: ListedKind,
  parts: FilterParts,
  order: Order,
  index: LogIndex,
  smallest: { readonly tags: readonly number[]; readonly size: number },
): ListPlan {
  // What drives the scan need not be looked up again for each candidate.
  const others = parts.within.length > 0 ? parts.required : parts.required.filter((tags) => tags !== smallest.tags);
  const candidates =
    parts.within.length > 0
      ? parts.within
      : [sql`(SELECT record FROM row_tag WHERE tag IN (${smallest.tags}) AND ${valid('row_tag', index)})`];
  return {
    from: sql`row r`,
    where: [
      ...candidates.map((candidate) => sql`r.record IN ${candidate}`),
      // The planner must begin with the candidates, not with an index over all rows of the kind.
      sql`+r.kind = ${kindNumber(kind)}`,
      valid('r', index),
      ...conditions(
        { ...parts, required: others },
        index,
        literal(`coalesce(r.earliest, ${UNDATED})`),
        literal('r.record'),
      ),
    ],
    record: literal('r.record'),
    key: literal(order.by === 'RECORDED' ? '(SELECT first_idx FROM record WHERE id = r.record)' : KEYS[order.by]),
    none: order.by === 'RECORDED' || order.by === 'MOVED' ? 'NEVER' : 'NULL',
  };
}

const KEYS = { OCCURRED: 'r.earliest', MOVED: 'r.moved', STALE_FROM: 'r.stale_from', OVERDUE_FROM: 'r.overdue_from' };

/** Along one tag, whose records stand in the order of their dates. */
function alongTag(
  parts: FilterParts,
  index: LogIndex,
  sizes: readonly { readonly tags: readonly number[]; readonly size: number }[],
): ListPlan {
  const single = sizes.filter(({ tags }) => tags.length === 1);
  const driver = single.reduce<{ tags: readonly number[]; size: number } | undefined>(
    (least, next) => (least && least.size <= next.size ? least : next),
    undefined,
  );
  // Without a tag that all have (merged and retracted ones are asked for too) any of the listing's tags may hold it.
  const tags = driver?.tags ?? parts.required[0]!;
  const needsRow = parts.onRow.length > 0;
  const row = sql` CROSS JOIN row r ON r.record = t.record AND ${valid('r', index)}`;
  return {
    from: needsRow ? sql`row_tag t${row}` : sql`row_tag t`,
    where: [
      sql`t.tag IN (${tags})`,
      valid('t', index),
      ...conditions(
        { ...parts, required: parts.required.filter((set) => set !== tags) },
        index,
        literal('t.sort'),
        literal('t.record'),
      ),
    ],
    record: literal('t.record'),
    key: literal('t.sort'),
    none: 'UNDATED',
  };
}

/** Along an index over the rows, or over the records by when they began. */
function alongRows(kind: ListedKind, parts: FilterParts, order: Order, index: LogIndex): ListPlan {
  const others = conditions(parts, index, literal(`coalesce(r.earliest, ${UNDATED})`), literal('r.record'));
  if (order.by === 'RECORDED')
    return {
      from: sql`record e CROSS JOIN row r ON r.record = e.id AND ${valid('r', index)}`,
      where: [sql`e.kind = ${kindNumber(kind)}`, sql`e.first_idx <= ${index}`, ...others],
      record: literal('e.id'),
      key: literal('e.first_idx'),
      none: 'NEVER',
    };
  const moved = sql`r.moved <= (SELECT max_recorded FROM entry WHERE idx = ${index})`;
  return {
    from: sql`row r`,
    where: [
      sql`r.kind = ${kindNumber(kind)}`,
      valid('r', index),
      // Later versions of rows moved later: this begins the scan where the rows of the asked moment are.
      ...(order.by === 'MOVED' ? [moved] : []),
      ...others,
    ],
    record: literal('r.record'),
    key: literal(KEYS[order.by]),
    none: order.by === 'MOVED' ? 'NEVER' : 'NULL',
  };
}

const valid = (table: string, index: LogIndex): Sql =>
  sql`${literal(table)}.from_idx <= ${index} AND ${literal(table)}.to_idx > ${index}`;

function conditions(parts: FilterParts, index: LogIndex, sort: Sql, record: Sql): Sql[] {
  const has = (tags: readonly number[]) =>
    sql`EXISTS (SELECT 1 FROM row_tag x WHERE x.tag IN (${tags}) AND x.sort = ${sort} AND x.record = ${record}
                AND ${valid('x', index)})`;
  return [
    ...parts.required.map(has),
    ...parts.excluded.filter((tags) => tags.length > 0).map((tags) => sql`NOT ${has(tags)}`),
    ...parts.outside.map((excluded) => sql`${record} NOT IN ${excluded}`),
    ...parts.onRow,
  ];
}

export const countSql = ({ from, where }: ListPlan): Sql =>
  sql`SELECT count(*) AS n FROM ${from} WHERE ${allOf(where)}`;
