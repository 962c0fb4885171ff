import type { Row } from '../figure.js';
import { format } from '../measure/statistics.js';

const HEADER = ['figure', 'value', 'limit', 'ratio', 'target', ''];

/** The results as a table for people. */
export function printTable(rows: readonly Row[]): string {
  const lines = [
    HEADER,
    ...rows.map(({ name, value, unit, limit, ratio, target, met }) => [
      name,
      `${number(value)} ${unit}`,
      limit === null ? '–' : `${number(limit)} ${unit}`,
      ratio === null ? '–' : format(ratio, 2),
      target,
      met ? 'met' : 'MISSED',
    ]),
  ];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, n) => cell.padEnd(widths[n]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const number = (value: number): string => format(value, value < 1 ? 4 : value < 100 ? 2 : 0);
