/** A word of a text as names are compared, and where it stands. */
export interface Word {
  readonly token: string;
  /** UTF-16 offsets, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{M}]+/gu;
const MARKS = /\p{M}/gu;
const MENTION = /@\[[^\]\n]*\]/g;
/** Letters that Unicode does not take apart, as people type them without the keyboard for it. */
const FOLDED: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
};
const FOLD = /[łøđðßæœþı]/g;
const ASCII = /^[A-Za-z]+$/;

/** Tokens; a "name" with more is a text, and would make everything look like somebody. */
const LONGEST_NAME = 16;

/** Lower case, without diacritics: "Núñez" and "NUNEZ" are one token. */
function normalise(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  const bare = word.normalize('NFKD').replace(MARKS, '').toLowerCase();
  return bare.replace(FOLD, (letter) => FOLDED[letter] ?? letter);
}

/** The distinct tokens of a name: at least two letters each, since an initial is nobody's. */
export function nameTokens(name: string): readonly string[] {
  return [...new Set([...words(name)].map(({ token }) => token))].slice(0, LONGEST_NAME);
}

/** The words of a text in runs; a mention ends a run, since what it stands for is not text. Single letters are left out. */
export function wordRuns(text: string): readonly (readonly Word[])[] {
  const runs: Word[][] = [];
  let from = 0;
  for (const mention of text.matchAll(MENTION)) {
    runs.push([...words(text, from, mention.index)]);
    from = mention.index + mention[0].length;
  }
  runs.push([...words(text, from)]);
  return runs.filter((run) => run.length > 0);
}

function* words(text: string, from = 0, to = text.length): Generator<Word> {
  for (const match of text.slice(from, to).matchAll(WORD)) {
    const token = normalise(match[0]);
    const start = from + match.index;
    if (token.length >= 2) yield { token, start, end: start + match[0].length };
  }
}
