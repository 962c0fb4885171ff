/** Whether there is a word to look for. */
export const hasWords = (text: string): boolean => textQuery(text) !== undefined;

/** Words of a search as an FTS5 query: all of them, the last perhaps only begun; no operator of FTS5 gets through. */
export function textQuery(text: string): string | undefined {
  const words = text
    .normalize('NFC')
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, 20);
  if (!words) return undefined;
  return words.map((word, n) => `"${word}"${n === words.length - 1 ? '*' : ''}`).join(' ');
}
