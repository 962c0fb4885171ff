/** What was read, or what is wrong with it. */
export type Parsed<T> = { readonly value: T } | { readonly wrong: string };

/** Levels of a value that is recorded; ours have ten. More is an attempt on whoever walks it. */
const DEEPEST = 64;

/**
 * JSON from a stranger, that is written in one way only: what one reader understands, all do.
 * @param write gives the text that the value should have been written as; throws or gives another where it is no such value
 * @returns the value, or what is wrong
 */
export function strictJson<T>(text: string, write: (value: T) => string): Parsed<T> {
  let value: T;
  try {
    value = JSON.parse(text) as T;
  } catch {
    return { wrong: 'it is no JSON' };
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { wrong: 'it is no object of JSON' };
  if (!isShallow(value, DEEPEST)) return { wrong: `it is nested more than ${DEEPEST} deep` };
  try {
    return write(value) === text ? { value } : { wrong: 'it is not written as the form says' };
  } catch {
    return { wrong: 'it does not have the members that the form says' };
  }
}

export function isShallow(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
