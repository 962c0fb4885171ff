import { UNDATED } from '../tables/tables.sql.js';
import type { Order } from './filter.types.js';
import type { ListPlan } from './list.plan.js';
import { allOf, literal, sql, type Sql } from './sql.fragment.js';

/** A place by the record's number in the tables. */
export interface TablePlace {
  readonly value: number | null;
  readonly record: number;
}

/** One walk in one direction over what has a value, or over what has none. */
interface Segment {
  readonly values: 'SOME' | 'NONE' | 'ALL';
  readonly direction: 'ASC' | 'DESC';
}

/**
 * What has no value comes last, whichever the direction, and first when the list is read backwards. In the index of
 * tags "none" is the least value, so that dates, latest first, are a single walk.
 */
export function segmentsOf({ direction }: Order, none: ListPlan['none'], backwards: boolean): readonly Segment[] {
  const opposite = direction === 'ASC' ? 'DESC' : 'ASC';
  const walk = backwards ? opposite : direction;
  if (none === 'NEVER') return [{ values: 'ALL', direction: walk }];
  if (none === 'UNDATED' && direction === 'DESC') return [{ values: 'ALL', direction: walk }];
  const segments: readonly Segment[] = [
    { values: 'SOME', direction: walk },
    { values: 'NONE', direction: walk },
  ];
  return backwards ? segments.toReversed() : segments;
}

/** The segments from a place on: those that it has passed are left out. */
export function segmentsBeyond(segments: readonly Segment[], beyond: TablePlace | undefined): readonly Segment[] {
  if (!beyond) return segments;
  const here = segments.findIndex(({ values }) => holds(values, beyond));
  return segments.slice(here);
}

const holds = (values: Segment['values'], { value }: TablePlace): boolean =>
  values === 'ALL' || (values === 'NONE') === (value === null);

/** The rows of one segment, beyond a place where that lies in it. */
export function segmentSql(plan: ListPlan, segment: Segment, beyond: TablePlace | undefined, limit: number): Sql {
  const { key, record, none } = plan;
  const conditions = [...plan.where];
  if (segment.values !== 'ALL') {
    const isNone = none === 'NULL' ? sql`${key} IS NULL` : sql`${key} = ${UNDATED}`;
    const isSome = none === 'NULL' ? sql`${key} IS NOT NULL` : sql`${key} > ${UNDATED}`;
    conditions.push(segment.values === 'NONE' ? isNone : isSome);
  }
  if (beyond && holds(segment.values, beyond)) {
    const on = literal(segment.direction === 'ASC' ? '>' : '<');
    conditions.push(
      segment.values === 'NONE'
        ? sql`${record} ${on} ${beyond.record}`
        : sql`(${key}, ${record}) ${on} (${beyond.value ?? UNDATED}, ${beyond.record})`,
    );
  }
  const direction = literal(segment.direction);
  const sorted =
    segment.values === 'NONE' ? sql`${record} ${direction}` : sql`${key} ${direction}, ${record} ${direction}`;
  return sql`SELECT ${record} AS record, ${key} AS value FROM ${plan.from} WHERE ${allOf(conditions)}
             ORDER BY ${sorted} LIMIT ${limit}`;
}
