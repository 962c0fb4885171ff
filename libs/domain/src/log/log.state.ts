import type { Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';

export interface WithheldText {
  /** The event that holds the text, of whatever record. */
  readonly entry: EventId;
  /** RFC 6901, from the event: `/data/title`. */
  readonly path: string;
  /** The entry of the log that withheld it. */
  readonly withheldBy: EventId;
  readonly at: Occurred;
}

export interface IssuedExport {
  readonly exportId: string;
  readonly format: string;
  /** Index of the last entry that it holds. */
  readonly upTo: number;
  readonly sha256: string;
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
