import type { Attribution, JsonObject, Occurred, Reason, SourceReference } from './envelope.js';
import type { EventId, StreamName } from './ids.js';
import { problemsMessage, type Problem } from './problem.js';
import type { RefusalCode, WarningCode } from './refusals.js';

/** What a caller asks to record: the event that will be appended if the rules allow it. */
export interface Command<Type extends string = string, Data = JsonObject> {
  readonly type: Type;
  readonly stream: StreamName;
  /** The id that the entry will have. */
  readonly id: EventId;
  /** Sealed values are still in it: a decider sees what is said, the log will not. */
  readonly data: Data;
  readonly occurred: Occurred;
  readonly attribution?: Attribution;
  readonly sources?: readonly SourceReference[];
  readonly reason?: Reason;
  readonly actor: StreamName;
  /** Codes of the warnings that the caller has seen and accepts. */
  readonly acknowledge: readonly string[];
}

/** Actual values that a refusal shows: strings, numbers, or lists of them. */
export type Details = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface Refusal {
  readonly code: RefusalCode;
  /** What was wrong, the actual value, what to do. */
  readonly message: string;
  /** RFC 6901 path within the command, where one place is to blame. */
  readonly path?: string;
  readonly details?: Details;
  /** With INVALID_INPUT: everything that is wrong. */
  readonly problems?: readonly Problem[];
  /** With UNACKNOWLEDGED: the warnings that the caller has to acknowledge. */
  readonly warnings?: readonly Warning[];
}

/** Something the caller may accept by naming the code in `acknowledge`. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly path?: string;
  readonly details?: Details;
}

/** `record`: the events to append, the command's own by default. */
export type Decision =
  | { readonly outcome: 'RECORD'; readonly warnings: readonly Warning[] }
  | { readonly outcome: 'REFUSE'; readonly refusal: Refusal };

export const record = (...warnings: (Warning | undefined)[]): Decision => ({
  outcome: 'RECORD',
  warnings: warnings.filter((w) => w !== undefined),
});

export const refuse = (code: RefusalCode, message: string, details?: Details & { path?: string }): Decision => {
  const { path, ...rest } = details ?? {};
  return { outcome: 'REFUSE', refusal: { code, message, ...(path ? { path } : {}), details: rest } };
};

/** INVALID_INPUT, with all that is wrong: at least one problem. */
export const invalid = (...problems: readonly Problem[]): Decision & { outcome: 'REFUSE' } => ({
  outcome: 'REFUSE',
  refusal: {
    code: 'INVALID_INPUT',
    message: problemsMessage(problems),
    ...(problems[0] ? { path: problems[0].path } : {}),
    problems,
  },
});

/** A refusal as something that is wrong with the input, to stand among others. */
export const problemsOf = ({ code, path = '/data', message, problems }: Refusal): readonly Problem[] =>
  problems ?? [{ path, expected: `what the rules allow (${code})`, why: message }];

/**
 * One refusal of all that was found wrong with a content; undefined where nothing was. One thing alone keeps its code,
 * several are INVALID_INPUT, so that nobody mends the first only to hear of the second.
 */
export function together(...found: readonly (Decision | undefined)[]): Decision | undefined {
  const refusals = found.filter((one) => one?.outcome === 'REFUSE');
  return refusals.length > 1 ? invalid(...refusals.flatMap(({ refusal }) => problemsOf(refusal))) : refusals[0];
}
