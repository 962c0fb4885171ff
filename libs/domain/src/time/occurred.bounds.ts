import type { Occurred } from '../shared/envelope.js';
import type { Bounds } from './date-range.match.js';
import { edtfProblem, type EdtfProblem, isEdtfProblem } from './edtf.problem.js';
import { parseEdtf } from './edtf.parse.js';

/** Thrown for a stored time that cannot be read: an event is checked before it is appended, so this is no user's error. */
export class UnreadableTimeError extends Error {
  override readonly name = 'UnreadableTimeError';
  constructor(readonly problem: EdtfProblem) {
    // A zone that a newer release of the time zone database has added is the likely cause; to guess would order the
    // record differently on this node than on others.
    super(
      `A recorded time cannot be read here: ${problem.message} Is this node's time zone data older than the writer's?`,
    );
  }
}

/**
 * What is wrong with the time of an event, or undefined; to be asked before it is recorded.
 * `path` is where, RFC 6901 from the `occurred` object. Whether `after` names existing entries is not judged here.
 */
export function occurredProblem(occurred: Occurred): (EdtfProblem & { readonly path: string }) | undefined {
  const start = parseEdtf(occurred.edtf, occurred.zone);
  if (isEdtfProblem(start)) return { ...start, path: start.problem === 'UNKNOWN_ZONE' ? '/zone' : '/edtf' };
  if (occurred.until === undefined) return undefined;
  const end = parseEdtf(occurred.until, occurred.zone);
  if (isEdtfProblem(end)) return { ...end, path: '/until' };
  if (start.earliest === undefined || end.latest === undefined || start.earliest <= end.latest) return undefined;
  const message = (until: string) => `${until} ends before "${occurred.edtf}" begins. Write the earlier time in edtf.`;
  return { ...edtfProblem('ENDS_BEFORE_START', occurred.until, message), path: '/until' };
}

/**
 * The instants between which an event happened: from the earliest of `edtf` to the latest of `until`, or else of
 * `edtf`. A missing side is open or unknown.
 *
 * @throws UnreadableTimeError where `occurredProblem` would have refused it
 */
export function boundsOf(occurred: Occurred): Bounds {
  const start = parseEdtf(occurred.edtf, occurred.zone);
  if (isEdtfProblem(start)) throw new UnreadableTimeError(start);
  if (occurred.until === undefined) return start;
  const end = parseEdtf(occurred.until, occurred.zone);
  if (isEdtfProblem(end)) throw new UnreadableTimeError(end);
  return { earliest: start.earliest, latest: end.latest };
}
