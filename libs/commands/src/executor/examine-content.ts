import {
  codesInstead,
  codesOf,
  DECIDERS,
  labelOf,
  problemsOf,
  RULES,
  type VocabularyName,
  type EventDeclaration,
  type Problem,
} from '#domain';
import { catalogue, type Leaves } from '#catalogue';
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
  return [...ofLeaves(declaration, request, leaves, now), ...unsupportedPaths(request), ...textProblems(request)];
}

/**
 * The same of content whose form is wrong somewhere: of what does not touch the places that are known to be wrong. So a
 * caller reads all at once, and does not mend a date only to hear of a code.
 */
export function examineRest(
  declaration: EventDeclaration,
  request: Examined['request'],
  known: readonly Problem[],
  now: Date,
): Problem[] {
  const { type, schema } = declaration;
  const { record: stream = '', occurred, attribution, sources, reason, data } = request;
  const content = { occurred, attribution, sources, reason, data };
  const isApart = ({ path }: { readonly path: string }) => !known.some((problem) => touches(problem.path, path));
  const {
    narrative,
    sealed,
    unowned: lost,
    codes,
    ruled,
    open,
    references,
  } = catalogue.leaves({
    type,
    schema,
    stream,
    ...content,
  });
  const leaves: Leaves = {
    narrative: narrative.filter(isApart),
    sealed,
    unowned: lost.filter(isApart),
    codes: codes.filter(isApart),
    ruled: ruled.filter(isApart),
    open,
    references,
  };
  const found = [
    ...ofLeaves(declaration, request, leaves, now),
    ...textProblems(request),
    ...ruledOut(declaration, request, leaves),
    ...missingGrounds(declaration, request),
  ];
  return found.filter(isApart);
}

/**
 * What the rules of the aggregate find wrong with the content, beside what else is wrong with it; where nothing is, they
 * refuse it with a code of their own. They take its form for granted: where a part is missing that they go by, they
 * cannot be asked before it is there.
 */
export function ruledOut(
  { aggregate }: EventDeclaration,
  { type, data }: Examined['request'],
  { unowned: lost }: Pick<Leaves, 'unowned'>,
): readonly Problem[] {
  const decider = aggregate === 'any' ? undefined : DECIDERS[aggregate];
  try {
    const decision = decider?.examine?.({ type, data });
    if (decision?.outcome !== 'REFUSE') return [];
    // Of personal data that is nobody's it is said already that it has to be somebody's.
    return problemsOf(decision.refusal).filter(({ path }) => !lost.some((leaf) => isBelow(leaf.path, path)));
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

/** What an entry must rest on. Refused with a code of its own where nothing else is wrong. */
export function missingGrounds({ nature }: EventDeclaration, { sources, reason }: Examined['request']): Problem[] {
  if (nature === 'FACT' && !sources?.length)
    return [{ path: '/sources', expected: 'given: a fact needs at least one source' }];
  return (nature === 'DECISION' || nature === 'CORRECTION') && !reason
    ? [{ path: '/reason', expected: 'given: say why' }]
    : [];
}

const isBelow = (path: string, above: string): boolean => path === above || path.startsWith(`${above}/`);
const touches = (a: string, b: string): boolean => isBelow(a, b) || isBelow(b, a);

const ofLeaves = (
  declaration: EventDeclaration,
  request: Examined['request'],
  leaves: Leaves,
  now: Date,
): Problem[] => [
  ...unowned(leaves),
  ...unknownCodes(leaves),
  ...reasonProblems(declaration, request),
  ...brokenRules(leaves, now),
  ...mentionProblems(leaves),
];

const textProblems = ({ occurred, attribution, sources, reason, data }: Examined['request']): Problem[] =>
  unreadableTexts({ occurred, attribution, sources, reason, data });

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
    .map(({ path, vocabulary, code, personal }) => noCode(path, vocabulary, personal ? undefined : code));

/** @param code left out where it is personal */
const noCode = (path: string, vocabulary: VocabularyName, code?: string): Problem => ({
  path,
  expected: `a code of the vocabulary ${vocabulary}`,
  ...(code === undefined ? {} : { actual: code }),
  why: codesInstead(code, codesOf(vocabulary)),
});

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
  if (reason.code === undefined)
    return [
      { path, expected: `given: a code of the vocabulary ${reasons}`, why: codesInstead(undefined, codesOf(reasons)) },
    ];
  return labelOf(reasons, reason.code) === undefined ? [noCode(path, reasons, reason.code)] : [];
}

const brokenRules = ({ ruled }: Leaves, now: Date): Problem[] =>
  ruled.flatMap(({ path, value, rule, personal }) =>
    RULES[rule](value as never, { now: now.getTime() }).map(({ actual, why, ...problem }) => ({
      ...problem,
      path: path + problem.path,
      ...(personal ? {} : { ...(actual === undefined ? {} : { actual }), ...(why ? { why } : {}) }),
    })),
  );
