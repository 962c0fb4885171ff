import { aggregateOf, EVENT_ID_PATTERN } from '#domain';
import { InvalidOpeningError } from '../vault.errors.js';
import type { Opening } from '../vault.port.js';

const EVENT_ID = new RegExp(EVENT_ID_PATTERN);
/** 32 bytes, base64url without padding. */
const BASE64URL_32 = /^[A-Za-z0-9_-]{43}$/;
const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;
const FIELD = /^[a-z][A-Za-z0-9]{0,63}$/;
const SUBJECTS: ReadonlySet<string | undefined> = new Set(['person', 'actor', 'source']);

/** @throws InvalidOpeningError naming the part; what is shown is never the value */
export function checkOpening(opening: Opening): void {
  const { eventId, path, commitment, subject, field, salt, value } = opening;
  check(EVENT_ID.test(eventId), 'event id', `must be a lower-case UUID, not "${eventId}"`);
  check(POINTER.test(path), 'path', `must be an RFC 6901 pointer such as /data/name, not "${path}"`);
  check(BASE64URL_32.test(commitment), 'commitment', 'must be 32 bytes as base64url without padding');
  check(BASE64URL_32.test(salt), 'salt', 'must be 32 bytes as base64url without padding');
  check(SUBJECTS.has(aggregateOf(subject)), 'subject', `must be a person, actor or source stream, not "${subject}"`);
  check(FIELD.test(field), 'field', `must be a camelCase name such as nationality, not "${field}"`);
  check(value !== undefined && value !== null, 'value', 'must be there: absent values are not sealed');
}

function check(holds: boolean, part: string, why: string): void {
  if (!holds) throw new InvalidOpeningError(part, why);
}
