import type { Problem } from '#catalogue';

/** Line breaks and tabs make sense in a text; every other control character only hides something from its reader. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Texts in which there is nothing to read, or something that cannot be seen. */
export function unreadableTexts(value: unknown, path = ''): Problem[] {
  if (typeof value === 'string') return problem(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unreadableTexts(inner, `${path}/${key}`));
}

function problem(text: string, path: string): Problem[] {
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined) {
    const code = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const expected = 'text without control characters, but for line feeds and tabs';
    return [{ path, expected, why: `It holds U+${code}.` }];
  }
  return /[^\s\p{C}]/u.test(text) ? [] : [{ path, expected: 'text that is not blank' }];
}
