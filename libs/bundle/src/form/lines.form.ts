import type { EventId, Json, StreamName } from '#domain';

/** One line of `data/entries.jsonl`. */
export interface EntryLine {
  readonly index: number;
  /** The leaf, to the byte: what is hashed. */
  readonly leaf: string;
  /** RFC 6962 §2.1.1, to the root of the checkpoint's tree, base64. */
  readonly proof: readonly string[];
}

/** One line of `data/personal.jsonl`: the value that a sealed path of an entry commits to. */
export interface PersonalOpening {
  readonly index: number;
  readonly event: EventId;
  /** RFC 6901, from the event. */
  readonly path: string;
  /** Whose it is, as the entry says. */
  readonly subject: StreamName;
  /** A field of a person, by which erasures name it. */
  readonly field: string;
  /** 32 bytes, base64url. */
  readonly salt: string;
  readonly value: Json;
}

export const formatEntryLine = ({ index, leaf, proof }: EntryLine): string =>
  `${JSON.stringify({ index, leaf, proof })}\n`;

export const formatPersonal = ({ index, event, path, subject, field, salt, value }: PersonalOpening): string =>
  `${JSON.stringify({ index, event, path, subject, field, salt, value })}\n`;
