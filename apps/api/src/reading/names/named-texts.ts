import { valueAt } from '#catalogue';
import type { StoredEvent, StreamName } from '#domain';
import { findNameInText, type NameMatch } from '#vault';

/** A text of an event that names a person. */
export interface NamedText {
  /** RFC 6901 path in the event as it is stored, which is what `withholdText` takes. */
  readonly path: string;
  readonly text: string;
  /** NAME: two or more words of a name stand in sequence somewhere in it. TOKEN: single words alone. */
  readonly kind: NameMatch['kind'];
  /** The words found, as they are written there: the stretches where there are any, else the single words. */
  readonly words: readonly string[];
}

/**
 * The texts of an event in which a person's name stands, in the order of their paths. A mention is not the name, and a
 * text that was withheld is not there to be read.
 *
 * @param event as stored, without what was withheld from it
 * @param names in the clear, for as long as they are looked for
 */
export function namedTexts(event: StoredEvent, person: StreamName, names: readonly string[]): NamedText[] {
  return Object.keys(event.texts ?? {})
    .toSorted()
    .flatMap((path) => {
      const text = valueAt(event, path);
      if (typeof text !== 'string') return [];
      const found = names.flatMap((name) => findNameInText(text, person, name)).sort((a, b) => a.start - b.start);
      if (found.length === 0) return [];
      const stretches = found.filter(({ kind }) => kind === 'NAME');
      const told = stretches.length > 0 ? stretches : found;
      const words = [...new Set(told.map(({ start, end }) => text.slice(start, end)))];
      return [{ path, text, kind: told[0]!.kind, words }];
    });
}
