import type { Command, Decision } from './decision.js';
import type { Entry } from './entry.js';
import type { StreamName } from './ids.js';

/**
 * The rules of one aggregate, pure. Entries come in world order, corrected and without what was withdrawn, so the
 * state is what the world was like, not the order in which we learned of it.
 */
export interface Decider<State> {
  /** Type of the event that registers a record, where that is bookkeeping and no event in the world: it is folded first. */
  readonly registration?: string;
  /** State of a record before its first entry; plain JSON, so a read model can keep it as it is. */
  initialState(stream: StreamName): State;
  /** Folds one entry in. Total: what does not fit is kept as well as can be, it never throws. */
  evolve(state: State, entry: Entry): State;
  /**
   * What is wrong with the content alone, whatever the state; undefined where nothing is. Asked of a command and of a
   * correction's replacement, so that what may not be recorded cannot be corrected in.
   */
  examine?(content: Pick<Command, 'type' | 'data'>): Decision | undefined;
  /** Judges a command by the state at its place in world order. `begins`: the record does not exist yet. */
  decide(command: Command, state: State, circumstances?: { readonly begins: boolean }): Decision;
  /** Why an entry does not fit in what stands before it, in words; undefined where it fits. */
  misfit?(state: State, entry: Entry): string | undefined;
}

/** Handlers by event type, typed by the declarations that they are for. */
export type EntryOf<D extends { type: string; data: unknown }> = Entry<D['type'], StaticData<D>>;
export type CommandOf<D extends { type: string; data: unknown }> = Command<D['type'], StaticData<D>>;
type StaticData<D extends { data: unknown }> = D['data'] extends import('typebox').TSchema
  ? import('typebox').Static<D['data']>
  : never;
