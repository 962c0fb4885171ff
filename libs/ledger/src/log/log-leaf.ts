import { canonicalJson, eventOfText, leafOf, leafOfText, valueAt, type TextOpening } from '#catalogue/form';
import type { StoredEvent } from '#domain';
import type { RecordedEvent, RecordedText } from '#event-store';

/** An event of the log as the ledger looks at it. */
export interface LogLeaf extends Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'type' | 'position'> {
  readonly leaf: string;
  /** What the leaf has commitments of instead. */
  openings(): readonly TextOpening[];
  /** Parsed where it was not. */
  event(): RecordedEvent;
}

export function leafOfEvent(event: RecordedEvent): LogLeaf {
  const { id, stream, revision, type, position } = event;
  const leaf = leafOf(event);
  return { id, stream, revision, type, position, leaf, openings: () => openingsOf(event), event: () => event };
}

export function leafOfRecordedText(text: RecordedText): LogLeaf {
  const made = leafOfText(text);
  if (!made) return leafOfEvent(eventOfText(text));
  const { id, stream, revision, type, position } = text;
  const { leaf, openings } = made;
  return { id, stream, revision, type, position, leaf, openings: () => openings, event: () => eventOfText(text) };
}

/**
 * Whether the event is the one that was sealed. What is cut out of text may differ although the event is the same (a log
 * that was moved by another tool), so that only parsing tells that it is not.
 */
export const isSealedAs = (of: LogLeaf, entry: Buffer): boolean =>
  isText(entry, of.leaf) || isText(entry, leafOf(of.event()));

export const isText = (entry: Buffer, leaf: string): boolean => entry.equals(Buffer.from(leaf, 'utf8'));

function openingsOf(event: StoredEvent): TextOpening[] {
  return Object.entries(event.texts ?? {}).map(([path, { commitment, salt }]) => {
    const value = valueAt(event, path);
    return { path, commitment, salt, value: value === undefined ? undefined : canonicalJson(value) };
  });
}
