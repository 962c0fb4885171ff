import type { LeafPage } from './leaf.page.js';
import type { AdapterModule } from './reading.port.js';

export interface ReadingSetup {
  /** Exports `openEventStore(options): Promise<EventStore>`. */
  readonly log: AdapterModule;
  readonly checkTexts: boolean;
}

/** Either begins after a position, or says that a page has been taken and the next may be made. */
export type ToReader = { readonly after: bigint } | 'taken';

export type FromReader = 'ready' | { readonly page: LeafPage } | 'end';

/** Pages made and not taken: one that is worked on, and one more for whichever of the two is slower now and then. */
export const AHEAD = 3;
