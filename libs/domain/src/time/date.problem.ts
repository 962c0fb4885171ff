import type { Problem } from '../shared/problem.js';
import { shorten } from '../shared/problem.js';
import type { EdtfProblem } from './edtf.problem.js';

/** What an input's problem says of a date that cannot be read, or of its zone. */
export function edtfDate(given: string, { problem, message }: EdtfProblem): Omit<Problem, 'path'> {
  const expected =
    problem === 'UNKNOWN_ZONE' ? 'the IANA name of a time zone' : 'a date that exists, in EDTF (ISO 8601-2)';
  const quoted = `"${given}" `;
  // The sentence has said what was given, and what it is not.
  const why = message.startsWith(quoted) ? `It ${message.slice(quoted.length)}` : message;
  return { expected, actual: shorten(given), why: why.replace(/^It is not an? [^.]*\. /, '') };
}
