import type { StreamName } from '#domain';
import type { NameMatch } from './name-index.port.js';
import { nameTokens, wordRuns, type Word } from './name-tokens.js';

/** A single token shorter than this is too often another word ("an", "li"). */
export const SHORTEST_SINGLE = 3;

export function match(kind: NameMatch['kind'], subject: StreamName, words: readonly Word[]): NameMatch {
  const [first, last] = [words[0], words.at(-1)];
  const [start, end] = [first?.start ?? 0, last?.end ?? 0];
  return { kind, subject, start, end, tokens: words.length, mention: `@[${subject}#name]` };
}

/**
 * Stretches of two or more neighbouring words in which each pair is of one name; `has` says which names have both of
 * two tokens. A word repeated ("Good, good") is no pair: it says no more than the word alone.
 */
export function nameStretches<Name>(
  words: readonly Word[],
  has: (a: Word, b: Word) => readonly Name[],
): readonly { readonly name: Name; readonly words: readonly Word[] }[] {
  const stretches: { name: Name; words: Word[] }[] = [];
  let open = new Map<Name, Word[]>();
  for (let i = 1; i < words.length; i++) {
    const [a, b] = [words[i - 1], words[i]];
    if (!a || !b) continue;
    const next = new Map<Name, Word[]>();
    for (const name of a.token === b.token ? [] : has(a, b)) {
      const stretch = open.get(name) ?? [a];
      stretch.push(b);
      next.set(name, stretch);
      if (stretch.length === 2) stretches.push({ name, words: stretch });
    }
    open = next;
  }
  return stretches;
}

/**
 * Where a name that is known in the clear stands in a text: for texts that were recorded before it was sealed.
 * Needs no index; the name is the caller's, for as long as it looks.
 */
export function findNameInText(text: string, subject: StreamName, name: string): readonly NameMatch[] {
  const tokens = new Set(nameTokens(name));
  const found: NameMatch[] = [];
  for (const words of wordRuns(text)) {
    const stretches = nameStretches(words, (a, b) => (tokens.has(a.token) && tokens.has(b.token) ? [subject] : []));
    const covered = new Set(stretches.flatMap((stretch) => stretch.words));
    found.push(...stretches.map((stretch) => match('NAME', subject, stretch.words)));
    for (const word of words) {
      if (covered.has(word) || word.token.length < SHORTEST_SINGLE || !tokens.has(word.token)) continue;
      found.push(match('TOKEN', subject, [word]));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
