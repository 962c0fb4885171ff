import type { LogIndex } from '#domain';
import type { StorePosition } from '#event-store';

/** How the projector comes to its own connection to the log: the application chooses the adapter. */
export interface StoreModule {
  /** URL of a module that exports `openEventStore(options): Promise<EventStore>`. */
  readonly url: string;
  /** Handed to it; must survive a structured clone. */
  readonly options: unknown;
}

export interface ProjectorSettings {
  readonly file: string;
  /** BUILD fills a new file and goes on live in it; LIVE follows into one that is complete. */
  readonly mode: 'BUILD' | 'LIVE';
  readonly signature: string;
  readonly staleAfterDays: number;
  readonly store: StoreModule;
  readonly cachedRecords?: number;
}

export type ProjectorState = 'REBUILDING' | 'CATCHING_UP' | 'LIVE' | 'RETRYING' | 'PAUSED';

/** How a projector fares, told whenever that changes, and each time that it has come to the end of the log. */
export interface ProjectorNews {
  /** The file that it fills. */
  readonly file: string;
  readonly state: ProjectorState;
  /** What it failed at, in words. */
  readonly problem?: string;
}

export type ProjectorMessage =
  | {
      readonly kind: 'checkpoint';
      readonly index: LogIndex;
      readonly position?: StorePosition;
      readonly withheld: boolean;
    }
  | { readonly kind: 'state'; readonly state: ProjectorState; readonly problem?: string }
  /** The file holds everything up to the checkpoint last told, and can be served. */
  | { readonly kind: 'built' }
  /** The log is not the one that was projected: everything must be filled anew. */
  | { readonly kind: 'foreign-log'; readonly problem: string };

export type ProjectorCommand = { readonly kind: 'stop' } | { readonly kind: 'resume' };
