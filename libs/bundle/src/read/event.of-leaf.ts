import { leafOf, setAt } from '#catalogue/form';
import type { JsonObject, StoredEvent, TextCommitment } from '#domain';
import type { TextOpening } from '#ledger/verify';

/** An entry and its texts do not make an event. */
export class NoEventError extends Error {
  override readonly name = 'NoEventError';
}

/** Where an event has texts. Anything else would put what a stranger wrote in the place of the event's own fields. */
const MAY_BE_TEXT = /^\/(?:data|sources|reason|attribution|occurred)(?:\/|$)/;

/**
 * The event whose leaf this is, with the texts that are opened. What is not opened is left out, as in a redacted log: of
 * an event of an actor `data` is empty. Personal values are commitments, as ever.
 *
 * @param leaf as it was sealed, to the byte
 * @throws NoEventError, which shows nothing of the texts
 */
export function eventOfLeaf(leaf: string, openings: readonly TextOpening[]): StoredEvent {
  const { v: _form, texts, ...rest } = JSON.parse(leaf) as JsonObject & { texts?: Record<string, string> };
  const event: JsonObject = { ...rest, data: rest['data'] ?? {} };
  if (texts) {
    const committed: Record<string, TextCommitment> = {};
    for (const [path, commitment] of Object.entries(texts)) committed[path] = { commitment } as TextCommitment;
    for (const { index, path, salt, value } of openings) {
      if (!Object.hasOwn(committed, path) || !MAY_BE_TEXT.test(path) || path.includes('/__proto__'))
        throw new NoEventError(`entry ${index} has no text at ${path.slice(0, 80)}`);
      committed[path] = { ...committed[path]!, salt };
      setAt(event, path, value);
    }
    event['texts'] = committed as unknown as JsonObject;
  }
  const made = event as unknown as StoredEvent;
  if (leafOf(made) !== leaf)
    throw new NoEventError(`entry ${String(made.id)} and its texts do not make the event that was sealed`);
  return made;
}
