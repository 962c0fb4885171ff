import { labelOf, RULES, type EventDeclaration, type Problem } from '#domain';
import type { Leaves } from '#catalogue';
import type { Examined } from './examine-input.js';
import { mentionProblems } from './mentions.js';
import { unsupportedPaths } from './supported-paths.js';
import { unreadableTexts } from './unreadable-text.js';

/**
 * Everything that is wrong with content whose form is right, but for what only the record can tell. Asked of what is
 * new only: a command that was recorded before gets its answer again, though the rules have grown stricter since, or
 * the time that they go by has passed.
 */
export function examineContent(
  declaration: EventDeclaration,
  request: Examined['request'],
  leaves: Leaves,
  now: Date,
): Problem[] {
  const { occurred, attribution, sources, reason, data } = request;
  return [
    ...unowned(leaves),
    ...unknownCodes(leaves),
    ...reasonProblems(declaration, request),
    ...brokenRules(leaves, now),
    ...unsupportedPaths(request),
    ...mentionProblems(leaves),
    ...unreadableTexts({ occurred, attribution, sources, reason, data }),
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

/** Without a vocabulary a code has no meaning that anyone could look up. */
function reasonProblems({ type, reasons }: EventDeclaration, { reason }: Examined['request']): Problem[] {
  if (!reason) return [];
  const path = '/reason/code';
  if (!reasons)
    return reason.code === undefined
      ? []
      : [
          {
            path,
            expected: 'left out',
            actual: reason.code,
            why: `${type} has no codes for its reason: say it in the text.`,
          },
        ];
  if (reason.code === undefined) return [{ path, expected: `given: a code of the vocabulary ${reasons}` }];
  return labelOf(reasons, reason.code) === undefined
    ? [{ path, expected: `a code of the vocabulary ${reasons}`, actual: reason.code }]
    : [];
}

const brokenRules = ({ ruled }: Leaves, now: Date): Problem[] =>
  ruled.flatMap(({ path, value, rule, personal }) =>
    RULES[rule](value as never, { now: now.getTime() }).map(({ actual, why, ...problem }) => ({
      ...problem,
      path: path + problem.path,
      ...(personal ? {} : { ...(actual === undefined ? {} : { actual }), ...(why ? { why } : {}) }),
    })),
  );
