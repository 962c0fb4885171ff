import type { LogIndex } from '#domain';
import type { FeedPlace } from '#read-model';

/** Whether one place is after another. */
export const isAfter = (a: FeedPlace, b: FeedPlace): boolean =>
  a.index > b.index || (a.index === b.index && a.sub > b.sub);

/** A place before everything. */
export const BEGINNING: FeedPlace = { index: -1 as LogIndex, sub: -1 };
