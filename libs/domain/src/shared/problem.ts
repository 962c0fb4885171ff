/**
 * One thing that is wrong with an input. Every message about an input is made of these, in one form of sentence: where,
 * what must be there, what was given.
 */
export interface Problem {
  /** RFC 6901, from the event: `/data/kinds/0/code`. */
  readonly path: string;
  /** What is expected there, so that it completes "it must be …": `a whole number of 0 or more`. No full stop. */
  readonly expected: string;
  /** What was given, shortened; left out where it is missing or personal. */
  readonly actual?: string;
  /** Whole sentences on what exactly is wrong, or what to do, where that is not plain from the rest. */
  readonly why?: string;
}

/** @param where the place as the reader knows it; the path within the event unless given */
export function problemSentence({ path, expected, actual, why }: Problem, where = path): string {
  const given = actual === undefined ? '' : `, not ${quoted(actual)}`;
  return `${where} must be ${expected}${given}.${why ? ` ${why}` : ''}`;
}

/** A message that lists a thousand problems helps nobody; the list is there beside it. */
const LONGEST = 1_000;

/** What all of them say together, as far as a message may be long. */
export function problemsMessage(
  problems: readonly Problem[],
  where: (path: string) => string = (path) => path,
): string {
  const [first, ...others] = problems.map((problem) => problemSentence(problem, where(problem.path)));
  let message = `Not recorded: ${first ?? 'the input is wrong.'}`;
  for (const [n, sentence] of others.entries()) {
    if (message.length + sentence.length >= LONGEST) return `${message} And ${others.length - n} more.`;
    message += ` ${sentence}`;
  }
  return message;
}

/** A value for a message, on one line and of bounded length. */
export function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Numbers and structures stand as they are; in text a control character must not act, so it is escaped. */
const quoted = (actual: string): string =>
  /^(?:-?\d+|true|false|[[{].*)$/s.test(actual) ? actual : JSON.stringify(actual);
