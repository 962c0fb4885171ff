/**
 * First month and number of months, counted from January of the year, for the codes of ISO 8601-2 §4.8.
 *
 * The standard says neither when a season begins nor to which year a winter belongs that spans two. So the months are
 * those of meteorology, and a season over the turn of the year covers both readings ("winter 2026" is from December
 * 2025 to February 2027): such a bound is wide, but never wrong. 21 to 24 name no hemisphere and are read as northern.
 */
const SEASONS: Readonly<Record<number, readonly [first: number, months: number]>> = {
  21: [3, 3],
  22: [6, 3],
  23: [9, 3],
  24: [0, 15],
  25: [3, 3],
  26: [6, 3],
  27: [9, 3],
  28: [0, 15],
  29: [9, 3],
  30: [0, 15],
  31: [3, 3],
  32: [6, 3],
  33: [1, 3],
  34: [4, 3],
  35: [7, 3],
  36: [10, 3],
  37: [1, 4],
  38: [5, 4],
  39: [9, 4],
  40: [1, 6],
  41: [7, 6],
};

const NAMES: readonly string[] = [
  'spring',
  'summer',
  'autumn',
  'winter',
  'northern spring',
  'northern summer',
  'northern autumn',
  'northern winter',
  'southern spring',
  'southern summer',
  'southern autumn',
  'southern winter',
  'the first quarter of',
  'the second quarter of',
  'the third quarter of',
  'the fourth quarter of',
  'the first third of',
  'the second third of',
  'the last third of',
  'the first half of',
  'the second half of',
];

export interface YearMonth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

/** First and last month (inclusive) of the season of the year. `season` is a code from 21 to 41. */
export function seasonMonths(year: number, season: number): { first: YearMonth; last: YearMonth } {
  const [first, months] = SEASONS[season] ?? [1, 12];
  return { first: monthOf(year, first), last: monthOf(year, first + months - 1) };
}

/** English, to be followed by the year. */
export function seasonName(season: number): string {
  return NAMES[season - 21] ?? '';
}

function monthOf(year: number, month: number): YearMonth {
  if (month < 1) return { year: year - 1, month: month + 12 };
  return month > 12 ? { year: year + 1, month: month - 12 } : { year, month };
}
