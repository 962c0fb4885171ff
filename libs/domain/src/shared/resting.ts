import type { EventId } from './ids.js';

/** A value, and the entry that it rests on. */
export interface Resting<T> {
  readonly value: T;
  readonly entry: EventId;
}
