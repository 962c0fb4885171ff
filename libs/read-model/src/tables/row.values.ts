import type { SQLOutputValue } from 'node:sqlite';
import type { RowValues } from '../query/views.types.js';

/** A row's values; what is null in the table is absent. */
export function rowValues(row: Record<string, SQLOutputValue>): RowValues {
  const optional = { earliest: row['earliest'], latest: row['latest'] } as Record<string, SQLOutputValue | undefined>;
  const values: Record<string, number> = { recorded: row['recorded'] as number, moved: row['moved'] as number };
  optional['staleFrom'] = row['stale_from'];
  optional['overdueFrom'] = row['overdue_from'];
  for (const name in optional) if (typeof optional[name] === 'number') values[name] = optional[name];
  return values as unknown as RowValues;
}
