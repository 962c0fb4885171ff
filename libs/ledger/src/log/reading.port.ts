import type { StorePosition } from '#event-store';
import type { LeafPage } from './leaf.page.js';

/** How a thread comes to a log or a head of its own: the application chooses the adapters. */
export interface AdapterModule {
  /** URL of a module that exports the function named by the setting. */
  readonly url: string;
  /** Handed to it; must survive a structured clone. */
  readonly options: unknown;
}

/**
 * Reads a log and makes its leaves beside the one who asks for them, so that two threads share what takes one twice as
 * long. A convenience: what it does not do, the one who asks does.
 */
export interface ReadAhead {
  /** Leaves after which it is worth starting: who has read as many has, most likely, many more before it. */
  readonly worthwhile: number;
  /** @param checkTexts whether each text is compared with its commitment as well */
  start(checkTexts: boolean): Reading;
}

export interface Reading {
  /** Whether it can begin; it takes some tenths of a second until then. Never, where it cannot open the log. */
  readonly isReady: boolean;
  /**
   * From `after`, exclusive, to the end that the log has then. Ends sooner where it is aborted, or cannot go on. A page
   * keeps its bytes until the next but one is asked for: their memory is used again.
   */
  pages(after: StorePosition, signal?: AbortSignal): AsyncIterable<LeafPage>;
  stop(): Promise<void>;
}
