import { upcast, withoutTexts } from '#catalogue';
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

  /** The event as recorded, without what was withheld from it. */
  strip<E extends StoredEvent>(event: E): E {
    const paths = this.paths.get(event.id);
    return paths === undefined ? event : withoutTexts(event, paths);
  }

  /** The event as today's code reads it: stripped first, since paths are those of the event as stored. */
  read<E extends StoredEvent>(event: E): E {
    return upcast(this.strip(event));
  }
}
