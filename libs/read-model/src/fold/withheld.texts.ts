import { escapePointer, upcast, withoutPaths } from '#catalogue';
import type { EventId, StoredEvent } from '#domain';

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
   * can be guessed from the commitment, which stays for the proofs.
   */
  strip<E extends StoredEvent>(event: E): E {
    const paths = [...(this.paths.get(event.id) ?? [])];
    if (paths.length === 0) return event;
    const committed = Object.keys(event.texts ?? {}).filter((text) => paths.some((path) => overlap(path, text)));
    return withoutPaths(event, [...paths, ...committed.map((text) => `/texts/${escapePointer(text)}/salt`)]);
  }

  /** The event as today's code reads it: stripped first, since paths are those of the event as stored. */
  read<E extends StoredEvent>(event: E): E {
    return upcast(this.strip(event));
  }
}

/** Whether one of the paths is the other, or leads to it: an operational event commits to `/data` as a whole. */
const overlap = (a: string, b: string): boolean => `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
