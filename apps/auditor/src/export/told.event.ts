import { commitment, leafOf, valueAt } from '#catalogue';
import type { Json, StoredEvent } from '#domain';
import type { PersonalOpening } from '#bundle';
import { opensTexts, openingsOf, type TextOpening } from '#ledger';
import { NotAsSealedError } from './fixed.tree.js';

/** What a server tells of one event. */
export interface ToldEvent {
  readonly index: number;
  /** Null of what the caller may not see: events of actors. */
  readonly recorded: StoredEvent | null;
  readonly openings?: readonly Omit<PersonalOpening, 'index' | 'event'>[];
}

/** An event as it is exported: all of it compared with what was sealed. */
export interface HeldEvent {
  readonly index: number;
  readonly leaf: string;
  readonly event: StoredEvent;
  readonly texts: readonly TextOpening[];
  readonly personal: readonly PersonalOpening[];
  /** Paths of texts that are not told. */
  readonly gone: readonly string[];
}

/** @param leaf as it was sealed at that index @throws NotAsSealedError, which names index and path, and shows no text */
export function heldEvent({ index, recorded, openings = [] }: ToldEvent, leaf: string): HeldEvent {
  if (!recorded) throw new NotAsSealedError(`the event at index ${index} is not shown`);
  if (leafOfTold(recorded) !== leaf)
    throw new NotAsSealedError(`the event at index ${index} is told otherwise than it was sealed`);
  const texts = [...openingsOf(index, recorded)].sort(byPath);
  for (const { path, salt, value } of texts)
    if (!opens(recorded, path, salt, value, recorded.texts![path]!.commitment))
      throw new NotAsSealedError(
        `the text at ${path} of the event at index ${index} (${recorded.id}) is not the one that was committed to`,
      );
  return {
    index,
    leaf,
    event: recorded,
    texts,
    personal: openings.map((opening) => personalOf(index, recorded, opening)).sort(byPath),
    gone: opensTexts(recorded.stream) ? goneOf(recorded) : [],
  };
}

function personalOf(index: number, event: StoredEvent, opening: Omit<PersonalOpening, 'index' | 'event'>) {
  const { path, subject, field, salt, value } = opening;
  const sealed = event.sealed?.find((one) => one.path === path && one.subject === subject);
  if (!sealed || !opens(event, path, salt, value, sealed.commitment))
    throw new NotAsSealedError(
      `the value of ${field} at ${path} of the event at index ${index} (${event.id}) is not the one that was committed to`,
    );
  return { index, event: event.id, path, subject, field, salt, value };
}

const goneOf = (event: StoredEvent): string[] =>
  Object.entries(event.texts ?? {}).flatMap(([path, { salt }]) =>
    salt === undefined || valueAt(event, path) === undefined ? [path] : [],
  );

/** What a server tells may have any form. */
function leafOfTold(event: StoredEvent): string | undefined {
  try {
    return leafOf(event);
  } catch {
    return undefined;
  }
}

function opens(event: StoredEvent, path: string, salt: string, value: Json, expected: string): boolean {
  try {
    return commitment(event.id, path, salt, value) === expected;
  } catch {
    return false;
  }
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
