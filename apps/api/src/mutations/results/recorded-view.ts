import type { Logger } from 'pino';
import type { EventId, StoredEvent, StreamName, Warning } from '#domain';
import type { IndexedEntry, ReadModel } from '#read-model';
import { AFTER_ENTRY, encodeCursor } from '../../cursor/cursor.js';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import type { LookBack } from './look-back.js';

/** Gives the object that the API shows for a record as it stood at an entry; nothing where it cannot be shown. */
export type RecordAt = (record: StreamName, at: IndexedEntry, context: GraphQLContext) => unknown;

/** What a caller sees of its own write, once the read model has it. */
export interface RecordedView {
  readonly record?: unknown;
  readonly cursor?: string;
}

export interface ReadBack {
  readonly view: RecordedView;
  /** Warnings that take a look at what is on record, on demand. */
  lookBack(): Promise<readonly Warning[]>;
}

/**
 * Waits until the read model holds an entry, so that callers read their own writes. Never fails: the write stands, and a
 * caller that was told of an error would take it for lost.
 */
export class RecordedViews {
  constructor(
    private readonly model: Pick<ReadModel, 'waitForEntry' | 'status'>,
    private readonly recordAt: RecordAt,
    private readonly look: LookBack,
    /** Milliseconds. */
    private readonly waitMs: number,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  async of(record: StreamName, event: StoredEvent, context: GraphQLContext): Promise<ReadBack> {
    const entry = event.id;
    const at = await this.attempt(entry, context, () => this.model.waitForEntry(entry, this.waitMs, context.signal));
    const { logId } = at ? this.model.status() : {};
    if (!at || logId === undefined) return { view: {}, lookBack: async () => [] };
    const shown = await this.attempt(entry, context, async () => this.recordAt(record, at, context));
    return {
      view: { cursor: encodeCursor({ logId, index: at.index, sub: AFTER_ENTRY }), record: shown },
      lookBack: async () => (await this.attempt(entry, context, () => this.look(event, at, context))) ?? [],
    };
  }

  private async attempt<T>(entry: EventId, { signal }: GraphQLContext, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      // A client that has gone away ends the wait: nobody is left to read the answer.
      if (!signal.aborted) this.logger.warn({ err: error, entry }, 'what was recorded could not be read back');
      return undefined;
    }
  }
}
