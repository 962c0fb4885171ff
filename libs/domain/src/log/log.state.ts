import type { Static } from '#typebox';
import type { Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { ExportedPersonal } from './log.events.js';

export interface WithheldText {
  /** The event that holds the text, of whatever record. */
  readonly entry: EventId;
  /** RFC 6901, from the event: `/data/title`. */
  readonly path: string;
  /** The entry of the log that withheld it. */
  readonly withheldBy: EventId;
  readonly at: Occurred;
}

/** Its records are not in the state, which every later entry of the log would repeat: they stand in the event. */
export interface IssuedExport {
  readonly exportId: string;
  readonly format: string;
  /** Index of the last entry that it may hold. */
  readonly upTo: number;
  readonly sha256: string;
  /** Absent: the whole log. */
  readonly incidents?: readonly StreamName[];
  readonly personal: Static<typeof ExportedPersonal>;
  /** Absent where nobody was named, or the text was withheld. */
  readonly recipient?: string;
  readonly at: Occurred;
  readonly entry: EventId;
}

export interface SigningKey {
  readonly name: string;
  /** Ed25519, base64. */
  readonly publicKey: string;
  readonly replaces?: string;
  readonly since: Occurred;
  readonly entry: EventId;
}

export interface Log {
  readonly id: StreamName;
  /** Absent before the log was opened. */
  readonly logId?: string;
  readonly withheld: readonly WithheldText[];
  readonly exports: readonly IssuedExport[];
  /** In order; the last one signs. */
  readonly keys: readonly SigningKey[];
}

export const initialLog = (id: StreamName): Log => ({ id, withheld: [], exports: [], keys: [] });

export const currentKey = (state: Log): SigningKey | undefined => state.keys.at(-1);

export const withheldText = (state: Log, entry: EventId, path: string): WithheldText | undefined =>
  state.withheld.find((text) => text.entry === entry && text.path === path);
