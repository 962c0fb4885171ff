import { hasWords } from '#read-model';
import { apiError } from '../../graphql/api-error.js';

/**
 * The words to look for. A box of a form that was left empty asks for nothing, and is no question: neither "all" nor
 * "none" would be what is meant.
 *
 * @throws a top-level `INVALID_QUERY` where there is not one
 */
export function wordsIn(argument: string, text: string): string {
  if (hasWords(text)) return text;
  throw apiError(
    'INVALID_QUERY',
    `${argument}: "${text.slice(0, 80)}" holds no word to look for. Give one or more, or leave \`${argument.split('.').at(-1)}\` out.`,
    { argument, value: text },
  );
}
