import type { LogIndex, StoredEvent } from '#domain';
import { openingsOf, type TextOpening } from '#ledger';
import { type IndexedEntry, MissingEventError, type ReadModel } from '#read-model';
import type { ServedOpenings } from '../ledger/openings.port.js';

/** Events in memory at once: each can be as large as the body of a request. */
const AT_ONCE = 16;
/** Milliseconds; a checkpoint is seldom ahead of the read model, and then by moments. */
const PATIENCE = 5_000;

/** The texts as the read model tells them: without those that were withheld. */
export class OpeningsOfReadModel implements ServedOpenings {
  constructor(private readonly model: Pick<ReadModel, 'current' | 'events' | 'waitFor'>) {}

  reaches(index: number): Promise<boolean> {
    return this.model.waitFor(index as LogIndex, PATIENCE);
  }

  async *of(first: number, count: number): AsyncGenerator<TextOpening> {
    for (let index = first; index < first + count; index += AT_ONCE) {
      const limit = Math.min(AT_ONCE, first + count - index);
      const entries = this.model.current().log({ after: (index - 1) as LogIndex, limit });
      const events = await this.read(entries);
      for (let n = 0; n < entries.length; n++) if (events[n]) yield* openingsOf(entries[n]!.index, events[n]!);
    }
  }

  /** What the log has lost is what an auditor is to find: the texts around it are told all the same. */
  private async read(entries: readonly IndexedEntry[]): Promise<readonly (StoredEvent | undefined)[]> {
    try {
      return await this.model.events(entries);
    } catch (error) {
      if (!(error instanceof MissingEventError)) throw error;
      if (entries.length === 1) return [undefined];
      const single: (StoredEvent | undefined)[] = [];
      for (const entry of entries) single.push(...(await this.read([entry])));
      return single;
    }
  }
}
