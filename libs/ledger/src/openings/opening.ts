import { valueAt } from '#catalogue/form';
import type { Json, StoredEvent } from '#domain';
import { aggregateOf } from '#domain/ids';
import { FormatError, quote } from '../notes/format.error.js';

/** What opens a commitment of an entry: the text, and the salt that it was committed to with. */
export interface TextOpening {
  /** Index of the entry. */
  readonly index: number;
  /** Id of the event. */
  readonly event: StoredEvent['id'];
  /** RFC 6901, from the event: `/data/title`; `/data` of an event of the log itself. */
  readonly path: string;
  /** 32 bytes, base64url. */
  readonly salt: string;
  readonly value: Json;
}

/** The openings of entries, beside the entries themselves. Nothing of it is believed: all of it can be checked. */
export interface OpeningSource {
  /** Of the first `width` entries of a bundle of 256, in their order; what was withheld is left out. */
  openings(bundle: number, width: number): AsyncIterable<TextOpening>;
}

/** Whose texts are opened to everyone: not those of actors, which say who works with the tracker. */
export const opensTexts = (stream: string): boolean => aggregateOf(stream) !== 'actor';

/** @param event as stored, without the texts that were withheld */
export function* openingsOf(index: number, event: StoredEvent): Generator<TextOpening> {
  if (!opensTexts(event.stream)) return;
  for (const [path, { salt }] of Object.entries(event.texts ?? {})) {
    const value = valueAt(event, path) as Json | undefined;
    if (salt !== undefined && value !== undefined) yield { index, event: event.id, path, salt, value };
  }
}

export const formatOpening = ({ index, event, path, salt, value }: TextOpening): string =>
  `${JSON.stringify({ index, event, path, salt, value })}\n`;

/** @param line without its newline @throws FormatError, which shows nothing of the text */
export function parseOpening(line: string): TextOpening {
  const wrong = (why: string) => new FormatError('opening', '', why);
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw wrong('it is not a line of JSON');
  }
  if (parsed === null || typeof parsed !== 'object') throw wrong('it is not an object of JSON');
  const { index, event, path, salt, value } = parsed as Partial<TextOpening>;
  if (!Number.isSafeInteger(index)) throw wrong('its index is not a number');
  if (typeof event !== 'string' || typeof path !== 'string' || typeof salt !== 'string' || value === undefined)
    throw wrong(`that of entry ${index} lacks event, path, salt or value`);
  if (!/^[\w-]{43}$/.test(salt)) throw wrong(`the salt of ${quote(path)} of entry ${index} is not 32 bytes`);
  return { index: index!, event, path, salt, value };
}
