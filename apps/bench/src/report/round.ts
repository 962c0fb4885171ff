import type { Row } from '../figure.js';

const four = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(4)));

/** Four digits are more than any of these figures is good for. */
export const rounded = (row: Row): Row => ({
  ...row,
  value: four(row.value)!,
  limit: four(row.limit),
  ratio: four(row.ratio),
});
