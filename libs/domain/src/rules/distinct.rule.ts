import type { Json } from '../shared/envelope.js';
import { shorten, type Problem } from '../shared/problem.js';
import type { Rule } from './rule.js';

/** Each item once: a code with another word of a source for it is the same code. */
export const distinctRule: Rule = (items: readonly Json[]) => {
  const seen = new Set<string>();
  return items.flatMap((item, n): Problem[] => {
    const what = codeIn(item) ?? JSON.stringify(item);
    if (!seen.has(what)) {
      seen.add(what);
      return [];
    }
    const actual = shorten(codeIn(item) ?? item);
    return [{ path: `/${n}`, expected: 'an item that the list does not hold already', actual }];
  });
};

const codeIn = (item: Json): string | undefined =>
  typeof item === 'object' && !Array.isArray(item) && typeof item['code'] === 'string' ? item['code'] : undefined;
