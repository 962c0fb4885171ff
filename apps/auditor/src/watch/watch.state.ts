import { type Checkpoint, parseCheckpoint, parseNote, parseVerifierKey } from '#ledger';
import type { Alarm } from './alarm.js';

/** Why a key is believed: it was given, it was the first that was seen, or a believed one is followed by it on record. */
export type TrustReason = 'GIVEN' | 'FIRST_SEEN' | 'VOUCHED';

export interface TrustedKey {
  readonly vkey: string;
  readonly because: TrustReason;
}

export interface SeenCheckpoint {
  /** The signed note, verbatim: what a court would want to see. */
  readonly note: string;
  /** UTC. */
  readonly seenAt: string;
  /** Who published it. */
  readonly server: string;
}

/** What a watcher knows of one log. Each alarm is kept with the notes that prove it. */
export interface WatchState {
  readonly format: 'onrecord.watch/1';
  readonly keys: readonly TrustedKey[];
  /** By size. */
  readonly checkpoints: readonly SeenCheckpoint[];
  readonly alarms: readonly (Alarm & { readonly at: string })[];
}

export const EMPTY_STATE: WatchState = { format: 'onrecord.watch/1', keys: [], checkpoints: [], alarms: [] };

/** Checkpoints of the last hour or so are kept one by one, earlier ones one a day: a later one covers them. */
const NEWEST = 256;
const MOST_ALARMS = 100;

/** The checkpoint that a note is of; its signature was verified before it was remembered. */
export const checkpointOf = ({ note }: Pick<SeenCheckpoint, 'note'>): Checkpoint =>
  parseCheckpoint(parseNote(note).text);

export const newestOf = ({ checkpoints }: WatchState): SeenCheckpoint | undefined => checkpoints.at(-1);

export function withCheckpoint(state: WatchState, seen: SeenCheckpoint): WatchState {
  const sorted = [...state.checkpoints, seen].sort((a, b) => checkpointOf(a).size - checkpointOf(b).size);
  const older = sorted.slice(0, -NEWEST);
  const daily = older.filter(({ seenAt }, n) => n === 0 || seenAt.slice(0, 10) !== older[n - 1]!.seenAt.slice(0, 10));
  return { ...state, checkpoints: [...daily, ...sorted.slice(-NEWEST)] };
}

export const withKeys = (state: WatchState, keys: readonly TrustedKey[]): WatchState => ({
  ...state,
  keys: [...state.keys.filter(({ vkey }) => !keys.some((key) => key.vkey === vkey)), ...keys],
});

export const withAlarm = (state: WatchState, alarm: Alarm, at: string): WatchState => ({
  ...state,
  alarms: [...state.alarms, { ...alarm, at }].slice(-MOST_ALARMS),
});

/** @throws Error that says what is wrong; a state that cannot be read is not one that can be begun anew unasked */
export function parseState(text: string): WatchState {
  const state = JSON.parse(text) as Partial<WatchState> | null;
  if (state?.format !== EMPTY_STATE.format) throw new Error(`it is not of the format ${EMPTY_STATE.format}`);
  const { keys, checkpoints, alarms } = state;
  if (!Array.isArray(keys) || !Array.isArray(checkpoints) || !Array.isArray(alarms))
    throw new Error('it lacks keys, checkpoints or alarms');
  for (const { vkey } of keys as TrustedKey[]) parseVerifierKey(vkey);
  let size = 0;
  for (const seen of checkpoints as SeenCheckpoint[]) {
    const checkpoint = checkpointOf(seen);
    if (checkpoint.size < size) throw new Error('its checkpoints are not in the order of their sizes');
    ({ size } = checkpoint);
  }
  return { format: EMPTY_STATE.format, keys, checkpoints, alarms };
}
