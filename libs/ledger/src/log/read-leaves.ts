import type { EventStore } from '#event-store';
import { leafOfEvent, leafOfRecordedText, type LogLeaf } from './log-leaf.js';

/** As much of a log as it takes to compare it: a store, or the history that a server gives. */
export type VerifiedLog = Pick<EventStore, 'readAll' | 'readStream' | 'texts'>;

export type LeavesMessage =
  | { readonly kind: 'leaves'; readonly leaves: readonly LogLeaf[] }
  /** See `LogMessage`. */
  | { readonly kind: 'caught-up' };

/** In log order, a page at a time; from its text where the log keeps such, which takes a fraction of the time. */
export async function* readLeaves(log: VerifiedLog): AsyncGenerator<readonly LogLeaf[], undefined> {
  if (log.texts) for await (const page of log.texts.readAll()) yield page.map(leafOfRecordedText);
  else for await (const event of log.readAll()) yield [leafOfEvent(event)];
}

/** The same for `follow`. */
export async function* followLeaves(
  log: EventStore,
  ...[from, options]: Parameters<EventStore['follow']>
): AsyncGenerator<LeavesMessage, undefined> {
  if (log.texts)
    for await (const message of log.texts.follow(from, options))
      yield message.kind === 'texts' ? { kind: 'leaves', leaves: message.texts.map(leafOfRecordedText) } : message;
  else
    for await (const message of log.follow(from, options))
      yield message.kind === 'event' ? { kind: 'leaves', leaves: [leafOfEvent(message.event)] } : message;
}
