import type { StoredEvent } from '#domain';
import { escapePointer } from './canonical-json.js';
import { withoutPaths } from './pointer.js';

/** What an operational event commits to as a whole: no text. */
const WHOLE = '/data';

/**
 * The event without the texts at these paths, and without their salts: with its salt, a text of few words can be guessed
 * from the commitment, which stays for the proofs. Only its texts can be left out: a log may hold an entry that withholds
 * a code, from when that was not refused, and the event could not be read without it.
 */
export function withoutTexts<E extends StoredEvent>(event: E, paths: Iterable<string>): E {
  const texts = event.texts ?? {};
  const own = [...paths].filter((path) => Object.hasOwn(texts, path) && path !== WHOLE);
  if (own.length === 0) return event;
  return withoutPaths(event, [...own, ...own.map((path) => `/texts/${escapePointer(path)}/salt`)]);
}

/**
 * The event as a redacted copy holds it for good: the command's digest goes with the texts, since whoever has its key
 * could guess a short text by it. The leaf is the same, to the byte; a repeated command is no longer recognised as such.
 */
export function redacted<E extends StoredEvent>(event: E, paths: Iterable<string>): E {
  const without = withoutTexts(event, paths);
  return without === event ? event : withoutPaths(without, ['/digest']);
}
