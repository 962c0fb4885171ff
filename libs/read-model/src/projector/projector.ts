import type { LogIndex } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import { truncateWal } from '#sqlite';
import type { DatabaseSync } from 'node:sqlite';
import { RecordFolder } from '../fold/record.folder.js';
import { WithheldTexts } from '../fold/withheld.texts.js';
import { BatchWriter, type StepObserver } from './batch.writer.js';
import { type Checkpoint, type Place, placeAt } from './checkpoint.js';
import { foldedSource, loadWithheld } from './folded.source.js';

export interface ProjectorOptions {
  readonly staleAfterDays: number;
  /** Records held in memory, folded; what is not held is read from the read model's own file. */
  readonly cachedRecords?: number;
  readonly observe?: StepObserver;
}

/** Projects batches of events into one file, whose tables exist. One writer per file. */
export class Projector {
  private readonly withheld = new WithheldTexts();
  private readonly folder: RecordFolder;
  private readonly writer: BatchWriter;
  private at: Checkpoint;

  constructor(
    log: Pick<EventStore, 'readStream'>,
    private readonly db: DatabaseSync,
    { staleAfterDays, cachedRecords = 4_000, observe }: ProjectorOptions,
  ) {
    this.writer = new BatchWriter(db, (record) => this.folder.current(record), staleAfterDays, observe);
    this.folder = new RecordFolder(log, foldedSource(db, this.writer.keys), this.withheld, cachedRecords);
    this.at = this.writer.checkpoint();
    loadWithheld(db, this.withheld);
  }

  get place(): Place | undefined {
    return placeAt(this.db, this.at.index);
  }

  get checkpoint(): Checkpoint {
    return this.at;
  }

  /**
   * Projects the events that follow the checkpoint: all of them in one transaction, or none.
   * A withheld text ends a batch, since what was folded ahead of it would still hold the text.
   */
  async project(events: readonly RecordedEvent[]): Promise<Checkpoint> {
    for (const batch of splitAtWithheld(events)) {
      try {
        const changes = await this.folder.fold(batch, (this.at.index + 1) as LogIndex);
        this.at = this.writer.write(changes, this.at);
      } catch (error) {
        this.reset();
        throw error;
      }
      // The old words stand in the WAL until it is cut; a file that is being filled has none.
      if (batch.at(-1)!.type === 'TextWithheld' && !this.db.isTransaction) truncateWal(this.db, 1_000);
    }
    return this.at;
  }

  private reset(): void {
    this.folder.reset();
    loadWithheld(this.db, this.withheld);
  }
}

function* splitAtWithheld(events: readonly RecordedEvent[]): Generator<readonly RecordedEvent[]> {
  let from = 0;
  for (const [n, { type }] of events.entries()) {
    if (type !== 'TextWithheld') continue;
    if (n > from) yield events.slice(from, n);
    yield events.slice(n, n + 1);
    from = n + 1;
  }
  if (from < events.length) yield events.slice(from);
}
