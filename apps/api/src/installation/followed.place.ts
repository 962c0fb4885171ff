import type { EventStore, RecordedEvent, StorePosition } from '#event-store';

/**
 * How far the vault has followed the log, as it keeps it. A position means something in one store only; the place of the
 * event in its stream is the same wherever the log moves.
 */
export const placeText = ({ position, stream, revision, id }: RecordedEvent): string =>
  JSON.stringify({ position: String(position), stream, revision, id });

interface FollowedPlace {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

/** A position alone: the end of an older log that an operator has accepted. */
const isPosition = (text: string): boolean => /^\d+$/.test(text);

/** Where this store has what the vault has followed, undefined where the log does not hold it. */
export async function standsAt(store: EventStore, text: string): Promise<StorePosition | undefined> {
  if (isPosition(text)) {
    const head = await store.head();
    return head === undefined || head < BigInt(text) ? undefined : (BigInt(text) as StorePosition);
  }
  const { stream, revision, id } = JSON.parse(text) as FollowedPlace;
  for await (const event of store.readStream(stream, { after: revision - 1, limit: 1 }))
    return event.id === id ? event.position : undefined;
  return undefined;
}

/** The place in words. */
export function placeInWords(text: string): string {
  if (isPosition(text)) return `position ${text}`;
  const { position, stream, revision, id } = JSON.parse(text) as FollowedPlace;
  return `event ${id}, revision ${revision} of ${stream} (position ${position} when it was followed)`;
}
