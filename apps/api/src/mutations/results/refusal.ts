import type { Details, Warning as DomainWarning } from '#domain';
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
      const problems = (refusal.problems ?? []).map((problem) => ({ ...problem, path: toPath(problem.path) }));
      return Object.assign(new InvalidInput(), common, { problems });
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
