/**
 * - `REWRITE`: a server no longer stands by what it published: another root at the same size, no proof that the later
 *   tree begins with the earlier one, or a smaller tree.
 * - `FORK`: two servers of one log, or one to different people, show trees that do not go together.
 * - `STALL`: the log grows and is not sealed, or the server does not answer.
 * - `SIGNATURE`: the newest checkpoint is malformed, or its signature is wrong. - `KEY`: it is signed by a key that no
 *   believed one is followed by on record. - `ORIGIN`: it is of another log.
 */
export type AlarmKind = 'REWRITE' | 'FORK' | 'STALL' | 'SIGNATURE' | 'KEY' | 'ORIGIN';

export interface Alarm {
  readonly kind: AlarmKind;
  readonly server: string;
  /** For people: what is wrong. */
  readonly message: string;
  /** Size of the newest tree that the server shows. */
  readonly size?: number;
  /** The signed notes that contradict each other. */
  readonly evidence?: readonly string[];
}

/** Ends the look at a server. */
export class WatchAlarm extends Error {
  override readonly name = 'WatchAlarm';
  constructor(readonly alarm: Alarm) {
    super(alarm.message);
  }
}
