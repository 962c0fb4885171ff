import type { Reason } from './refusal.js';

/** A read that is a subscription is a `subscribe`; each batch of a BatchAppend counts as one `batchAppend`. */
export type Call = 'append' | 'batchAppend' | 'read' | 'subscribe' | 'features' | 'gossip';

export type Moment =
  /** As the call comes; of an append once all its events are there. */
  | 'arrival'
  /** Of an append: after it was judged, before anything is stored. */
  | 'before commit'
  /** Of an append: after it was stored, before it is answered. */
  | 'after commit'
  /** Of a subscription: before something new is delivered that was written since it caught up. */
  | 'live'
  /** Of a read or a subscription: before its n-th message is sent, from 1. A subscription's first is its confirmation. */
  | { readonly before: number }
  /** Likewise, once the n-th message is out. */
  | { readonly after: number };

export type Manner =
  /** The call is answered with what a server says. */
  | { readonly kind: 'refuse'; readonly reason: Reason }
  /** The connection that the call came by is reset. */
  | { readonly kind: 'drop' }
  /** The call ends as if all had been said. Ending a BatchAppend so makes the client hang. */
  | { readonly kind: 'end' }
  /** Not another word in this call, which stays open. */
  | { readonly kind: 'freeze' }
  /** Goes on after so many milliseconds. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /**
   * Of a subscription at `live`: it loses its place among the live ones for so many milliseconds, catches up from the
   * log and says once more that it has caught up.
   */
  | { readonly kind: 'fall behind'; readonly milliseconds: number }
  /**
   * The server is gone: every connection is reset and none accepted, until it is restarted, or comes back by itself
   * after so many milliseconds.
   */
  | { readonly kind: 'crash'; readonly backAfter?: number }
  /**
   * Of an append before it is stored. The server's writer cannot go on without its disk and ends the process
   * (`StorageWriterService`), so to a client it is a crash, at every append, for as long as this stands.
   */
  | { readonly kind: 'out of disk'; readonly backAfter?: number };

export interface Misbehaviour {
  readonly call: Call | readonly Call[];
  /** Without one: `arrival`. */
  readonly when?: Moment;
  readonly how: Manner;
  /** How often it strikes, 1 without a number; `always`: until `behave`. */
  readonly times?: number | 'always';
  /** How many occasions it lets pass first. */
  readonly skip?: number;
}

export interface Strikes {
  readonly misbehaviour: Misbehaviour;
  readonly struck: number;
}
