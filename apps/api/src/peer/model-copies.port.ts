import type { Readable } from 'node:stream';

/** Gives copies of the read model, one at a time: each takes the disk of a whole one. */
export interface ModelCopies {
  /** `busy` says why there is none now. The copy is gone once its content was read or given up. */
  make(): Promise<{ readonly content: Readable; readonly bytes: number } | { readonly busy: string }>;
}
