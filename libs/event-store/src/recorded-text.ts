import type { EventText } from '#catalogue';
import type { JsonObject, NewEvent } from '#domain';
import type { AllRange, CallOptions, RecordedEvent, StorePosition } from './event-store.port.js';

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

type Metadata = Omit<NewEvent, 'id' | 'type' | 'schema' | 'data'>;

/** The one way from text to an event, also for what an append answers: so all of them agree to the byte. */
export function eventOfText(text: RecordedText): RecordedEvent {
  const { position, id, stream, revision, type, schema, recordedAt, data, metadata } = text;
  return {
    position,
    id,
    stream,
    revision,
    type,
    schema,
    recordedAt,
    ...(JSON.parse(metadata) as Metadata),
    data: JSON.parse(data) as JsonObject,
  };
}
