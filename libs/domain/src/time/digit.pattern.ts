import type { DigitPattern } from './edtf.syntax.js';

/** How many numbers a pattern stands for: `1X` ten, `XX` a hundred, `07` one. */
export function patternSize(pattern: DigitPattern): number {
  let size = 1;
  for (const c of pattern) if (c === 'X') size *= 10;
  return size;
}

/** The n-th of the numbers that the pattern stands for, counted from 0, rising (falling where the pattern is negative). */
export function patternValue(pattern: DigitPattern, n: number): number {
  let digits = '';
  let rest = n;
  for (let i = pattern.length - 1; i >= 0; i--) {
    if (pattern[i] === 'X') {
      digits = `${rest % 10}${digits}`;
      rest = Math.floor(rest / 10);
    } else {
      digits = `${pattern[i]}${digits}`;
    }
  }
  return Number(digits);
}

/** The numbers from `min` to `max` that a pattern of two digits stands for, rising. */
export function patternValues(pattern: DigitPattern, min: number, max: number): number[] {
  const values: number[] = [];
  const [tens, ones] = [pattern[0], pattern[1]];
  for (let value = min; value <= max; value++) {
    const fits =
      (tens === 'X' || Number(tens) === Math.floor(value / 10)) && (ones === 'X' || Number(ones) === value % 10);
    if (fits) values.push(value);
  }
  return values;
}
