import type { Problem } from '#domain';
import { valueAt } from '../form/pointer.js';

/**
 * What is wrong with a replacement of which some sealed values stay in the openings of the entry. A kept value is not
 * there, though its schema may require it; what is there is sealed anew, so it cannot be kept as well.
 *
 * @param problems what is wrong with the replacement if nothing is kept
 * @param kept paths in the entry, from `/data`
 * @param path where the replacement stands
 */
export function keptProblems(
  problems: readonly Problem[],
  kept: readonly string[],
  replacement: unknown,
  path: string,
): Problem[] {
  const places = kept.map((inEntry) => inEntry.replace(/^\/data/, ''));
  const missing = places.filter((place) => valueAt(replacement, place) === undefined);
  const twice = places.filter((place) => !missing.includes(place));
  return [
    ...problems.filter((problem) => !missing.some((place) => problem.path === path + place)),
    ...twice.map((place) => ({
      path: path + place,
      expected: 'left out, since the value that the entry has is `kept`',
      why: 'To give another value, take the path out of `kept`.',
    })),
  ];
}
