import type { Problem } from '#catalogue';

/**
 * Texts that hold half of a surrogate pair. They have no form in UTF-8, so two programs that hash them disagree: the
 * canonical form refuses them, and the caller is told where they are.
 */
export function illFormedTexts(value: unknown, path = ''): Problem[] {
  if (typeof value === 'string')
    return value.isWellFormed()
      ? []
      : [{ path, expected: 'text of whole characters', why: 'A surrogate stands alone in it.' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => illFormedTexts(inner, `${path}/${key}`));
}
