import { labelOf, type EventDeclaration, type Problem } from '#domain';
import type { Leaves } from '#catalogue';
import type { Examined } from './examine-input.js';

/**
 * Everything that is wrong with content whose form is right, but for what only the record can tell. Asked of what is
 * new only: a command that was recorded before gets its answer again, though the rules have grown stricter since, or
 * the time that they go by has passed.
 */
export function examineContent(
  _declaration: EventDeclaration,
  _request: Examined['request'],
  leaves: Leaves,
  _now: Date,
): Problem[] {
  return [
    ...unowned(leaves),
    ...unknownCodes(leaves),
  ];
}

const unowned = ({ unowned: found }: Leaves): Problem[] => {
  const places = new Set(found.map(({ subjectAt }) => subjectAt));
  return [...places].map((path) => ({
    path,
    expected: 'given',
    why: `${found.find(({ subjectAt }) => subjectAt === path)!.field} is personal data: say whose it is, or leave it out.`,
  }));
};

const unknownCodes = ({ codes }: Leaves): Problem[] =>
  codes
    .filter(({ vocabulary, code }) => labelOf(vocabulary, code) === undefined)
    .map(({ path, vocabulary, code, personal }) => ({
      path,
      expected: `a code of the vocabulary ${vocabulary}`,
      ...(personal ? {} : { actual: code }),
    }));
