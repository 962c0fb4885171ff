import { problemSentence, problemsMessage, type Details, type Warning as DomainWarning } from '#domain';
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
      const where = (path: string) => toPath(path).join('.');
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
    case 'UNACKNOWLEDGED':
      return Object.assign(new Unacknowledged(), common, { warnings: warningsOf(refusal.warnings ?? [], toPath) });
    default:
      return Object.assign(new RuleBroken(), common, { details: detailsOf(refusal.details) });
  }
}

export const warningsOf = (warnings: readonly DomainWarning[], toPath: ToPath): Warning[] =>
  warnings.map(({ code, message, path, details }) => ({
    code,
    message,
    path: path ? toPath(path) : [],
    details: detailsOf(details),
  }));

const detailsOf = (details: Details = {}): RefusalDetail[] =>
  Object.entries(details).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [{ key, values: Array.isArray(value) ? value.map(String) : [String(value)] }];
  });
