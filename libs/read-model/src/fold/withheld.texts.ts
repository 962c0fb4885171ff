import { escapePointer, upcast, withoutPaths } from '#catalogue';
import type { EventId, StoredEvent } from '#domain';

/** What an operational event commits to as a whole: no text. */
const WHOLE = '/data';

/**
 * Texts that were withheld, by entry. A withheld text is withheld in views of the past too, so this is never asked
 * "as of": all that is known applies to every reading.
 */
export class WithheldTexts {
  private readonly paths = new Map<EventId, Set<string>>();

  add(entry: EventId, path: string): void {
    const known = this.paths.get(entry);
    if (known) known.add(path);
    else this.paths.set(entry, new Set([path]));
  }

  clear(): void {
    this.paths.clear();
  }

  /**
   * The event as recorded, without what was withheld from it, and without the salts: with its salt, a text of few words
   * can be guessed from the commitment, which stays for the proofs. Only its texts can be left out: a log may hold an
   * entry that withholds a code, from when that was not refused, and the event could not be read without it.
   */
  strip<E extends StoredEvent>(event: E): E {
    const texts = event.texts ?? {};
    const paths = [...(this.paths.get(event.id) ?? [])].filter((path) => Object.hasOwn(texts, path) && path !== WHOLE);
    if (paths.length === 0) return event;
    return withoutPaths(event, [...paths, ...paths.map((path) => `/texts/${escapePointer(path)}/salt`)]);
  }

  /** The event as today's code reads it: stripped first, since paths are those of the event as stored. */
  read<E extends StoredEvent>(event: E): E {
    return upcast(this.strip(event));
  }
}
