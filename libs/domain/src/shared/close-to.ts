/** Wrong, missing or added letters that a slip of the fingers is made of. */
const SLIPS = 3;

/** The one of some codes that a misspelt word is likely to mean. */
export function closeTo(word: string, codes: readonly string[]): string | undefined {
  const given = word
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
  let best: { readonly code: string; readonly distance: number } | undefined;
  for (const code of codes) {
    // So many edits are needed at least; and a word of any length must not be compared letter by letter.
    if (Math.abs(code.length - given.length) > SLIPS) continue;
    const distance = editsBetween(given, code);
    if (distance <= Math.min(SLIPS, code.length / 3) && distance < (best?.distance ?? Infinity))
      best = { code, distance };
  }
  return best?.code;
}

/**
 * What to write instead of a word that is no code: the one that was probably meant, and all that there are.
 * @param word left out where it is not to be repeated: nothing then follows from the answer
 */
export function codesInstead(word: string | undefined, codes: readonly string[]): string {
  const close = word === undefined ? undefined : closeTo(word, codes);
  return `${close === undefined ? '' : `Did you mean "${close}"? `}There are: ${codes.join(', ')}.`;
}

/** Letters to change, add or leave out to make one word of the other (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
