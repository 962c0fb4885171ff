import type { Order } from './filter.types.js';
import { CursorError } from './query.errors.js';

/** A place in an order: the value that is ordered by (null is none), and the record's surrogate for ties. */
export interface ListPlace {
  readonly value: number | null;
  readonly record: number;
}

export const encodeCursor = ({ by, direction }: Order, { value, record }: ListPlace): string =>
  Buffer.from(JSON.stringify([by, direction, value, record])).toString('base64url');

/** @throws {CursorError} */
export function decodeCursor(order: Order, cursor: string): ListPlace {
  try {
    const [by, direction, value, record] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const sound = by === order.by && direction === order.direction && Number.isSafeInteger(record);
    if (sound && (value === null || Number.isSafeInteger(value)))
      return { value: value as number | null, record: record as number };
  } catch {
    // Not even JSON: the same answer.
  }
  throw new CursorError(cursor);
}
