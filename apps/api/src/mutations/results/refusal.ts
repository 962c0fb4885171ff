import {
  type Details,
  problemSentence,
  problemsMessage,
  type Warning as DomainWarning,
  warningSentence,
  warningsMessage,
} from '#domain';
import type { CommandRefusal } from '#commands';
import {
  Conflict,
  InvalidInput,
  type Refusal,
  type RefusalDetail,
  RuleBroken,
  Unacknowledged,
  type Warning,
} from './refusal.types.js';

/** From a path of the command (RFC 6901) to the caller's. */
export type ToPath = (path: string | undefined) => readonly string[];

/** A refusal as the API shows it, with paths of the caller's own input. */
export function refusalOf(refusal: CommandRefusal, toPath: ToPath): Refusal {
  const common = { code: refusal.code, message: refusal.message, path: refusal.path ? toPath(refusal.path) : [] };
  switch (refusal.code) {
    case 'INVALID_INPUT': {
      const { problems = [] } = refusal;
      const where = placeIn(toPath);
      return Object.assign(new InvalidInput(), common, {
        // Said anew, since the caller knows the places by other paths.
        ...(problems.length > 0 && { message: problemsMessage(problems, where) }),
        problems: problems.map((problem) => ({
          path: toPath(problem.path),
          expected: problem.expected,
          actual: problem.actual,
          message: problemSentence(problem, where(problem.path)),
        })),
      });
    }
    case 'CONFLICT': {
      const { expectedRevision, actualRevision } = refusal;
      return Object.assign(new Conflict(), common, { expectedRevision, actualRevision });
    }
    case 'UNACKNOWLEDGED': {
      const { warnings = [] } = refusal;
      return Object.assign(new Unacknowledged(), common, {
        ...(warnings.length > 0 && { message: warningsMessage(warnings, placeIn(toPath)) }),
        warnings: warningsOf(warnings, toPath),
      });
    }
    default:
      return Object.assign(new RuleBroken(), common, { details: detailsOf(refusal.details) });
  }
}

export const warningsOf = (warnings: readonly DomainWarning[], toPath: ToPath): Warning[] =>
  warnings.map((warning) => ({
    code: warning.code,
    message: warningSentence(warning, placeIn(toPath)),
    path: warning.path ? toPath(warning.path) : [],
    details: detailsOf(warning.details),
  }));

/** `input.title`, as a message names it. */
const placeIn =
  (toPath: ToPath) =>
  (path: string): string =>
    toPath(path).join('.');

const detailsOf = (details: Details = {}): RefusalDetail[] =>
  Object.entries(details).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [{ key, values: Array.isArray(value) ? value.map(String) : [String(value)] }];
  });
