import type { Warning } from './decision.js';

type Where = (path: string) => string;

/** What a warning says, with its place as the reader knows it: who gave the input by other names cannot use our paths. */
export function warningSentence({ message, path }: Warning, where: Where = (own) => own): string {
  return path ? message.replaceAll(path, () => where(path)) : message;
}

/** What all of them say together. */
export const warningsMessage = (warnings: readonly Warning[], where?: Where): string =>
  warnings.map((warning) => warningSentence(warning, where)).join(' ');
