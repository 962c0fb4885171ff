import type { EventText } from '#catalogue';
import type { AllRange, CallOptions, StorePosition } from './event-store.port.js';

/** An event as it stands in a log that keeps text. */
export type RecordedText = EventText & { readonly position: StorePosition };

export type TextMessage =
  /** A page; never an empty one. */
  | { readonly kind: 'texts'; readonly texts: readonly RecordedText[] }
  /** See `LogMessage`. */
  | { readonly kind: 'caught-up' };

/**
 * The log unparsed and a page at a time, for whoever goes through all of it and needs little of each event: to parse is
 * most of what reading costs. The promises are those of the methods of the same name; `eventOfText` gives their events.
 */
export interface LogTexts {
  readAll(range?: AllRange, options?: CallOptions): AsyncIterable<readonly RecordedText[]>;

  follow(
    from: 'beginning' | { readonly after: StorePosition },
    options: { readonly signal: AbortSignal },
  ): AsyncIterable<TextMessage>;
}
