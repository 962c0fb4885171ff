import { isCount, isText, isTexts, strictJson, type Parsed } from './strict-json.js';
import { formatOpening, type TextOpening } from '#ledger/verify';
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

/** 32 bytes, base64url, in the one spelling that an encoder gives: the last character has two bits to spare. */
export const isSalt = (salt: unknown): boolean =>
  isText(salt) && /^[\w-]{43}$/.test(salt) && Buffer.from(salt, 'base64url').toString('base64url') === salt;

/** @param line without its newline */
export const parseEntryLine = (line: string): Parsed<EntryLine> =>
  checked(line, formatEntryLine, ({ index, leaf, proof }) => isCount(index) && isText(leaf) && isTexts(proof));

export const parseText = (line: string): Parsed<TextOpening> =>
  checked(line, formatOpening, (opening) => isOpening(opening));

export const parsePersonal = (line: string): Parsed<PersonalOpening> =>
  checked(line, formatPersonal, (opening) => isOpening(opening) && isText(opening.subject) && isText(opening.field));

const isOpening = ({ index, event, path, salt, value }: TextOpening): boolean =>
  isCount(index) && isText(event) && isText(path) && isSalt(salt) && value !== undefined;

function checked<T>(line: string, format: (value: T) => string, isRight: (value: T) => boolean): Parsed<T> {
  const parsed = strictJson<T>(line, (value) => format(value).slice(0, -1));
  if ('wrong' in parsed || isRight(parsed.value)) return parsed;
  return { wrong: 'it does not have the members that the form says' };
}
