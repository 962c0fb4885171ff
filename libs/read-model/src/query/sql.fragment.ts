import type { SQLInputValue } from 'node:sqlite';

/** A piece of SQL with the values of its placeholders, in order. Values never become part of the text. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

export function sql(parts: TemplateStringsArray, ...inserted: (SQLInputValue | Sql | readonly number[])[]): Sql {
  let text = parts[0]!;
  const values: SQLInputValue[] = [];
  for (const [n, item] of inserted.entries()) {
    if (Array.isArray(item)) {
      text += item.map(() => '?').join(', ');
      values.push(...(item as number[]));
    } else if (typeof item === 'object' && item !== null && 'text' in item) {
      text += item.text;
      values.push(...item.values);
    } else {
      text += '?';
      values.push(item as SQLInputValue);
    }
    text += parts[n + 1]!;
  }
  return { text, values };
}

export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0
    ? sql`TRUE`
    : { text: conditions.map(({ text }) => text).join(' AND '), values: conditions.flatMap(({ values }) => values) };

/** Text of our own making, with no value in it. */
export const literal = (text: string): Sql => ({ text, values: [] });
