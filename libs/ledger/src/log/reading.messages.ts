import type { LeafPage } from './leaf.page.js';
import type { AdapterModule } from './reading.port.js';

export interface ReadingSetup {
  /** Exports `openEventStore(options): Promise<EventStore>`. */
  readonly log: AdapterModule;
  readonly checkTexts: boolean;
}

/** Either begins after a position, or gives back the memory of a page, in which the next may be made. */
export type ToReader = { readonly after: bigint } | { readonly memory: ArrayBuffer };

export type FromReader = 'ready' | { readonly page: LeafPage } | 'end';

/**
 * Leaves of a page, but for the last: no fewer than a bundle has entries, so that who compares the two a bundle at a time
 * looks at two pages at most. With more, a page leaves the processor's cache before it is read.
 */
export const LEAVES = 256;

/**
 * Pages made and not given back: enough that making them goes on while whoever takes them waits for the disk, as it does
 * with each batch that it seals. Some 8 MiB.
 */
export const AHEAD = 32;

/** Pages that whoever reads them may look at: the one that it got last, and the one before. */
export const HELD = 2;
