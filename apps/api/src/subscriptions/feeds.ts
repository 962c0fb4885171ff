import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { LogIndex } from '#domain';
import type { FeedPlace, IncidentChange, IndexedEntry, ReadModel, ReadModelStatus, RecordFilter } from '#read-model';
import type { Config } from '../config/index.js';
import { AFTER_ENTRY, decodeCursor, encodeCursor } from '../cursor/cursor.js';
import { apiError } from '../graphql/api-error.js';
import { CONFIG, READ_MODEL } from '../ports.js';
import { changeKind, type ChangeKind } from './change-filter.js';
import { FeedIterator } from './feed.iterator.js';
import { FeedTail } from './feed.tail.js';
import { WakeUp } from './wake-up.js';

export interface ToldChange {
  readonly cursor: string;
  readonly kind: ChangeKind;
  readonly change: IncidentChange;
}

export interface ToldEntry {
  readonly cursor: string;
  readonly entry: IndexedEntry;
}

type LogItem = { readonly place: FeedPlace; readonly entry: IndexedEntry };

/** The feeds that clients follow, one tail of each for all of them. */
@Injectable()
export class Feeds implements OnApplicationShutdown {
  readonly #changes: FeedTail<IncidentChange>;
  readonly #entries: FeedTail<LogItem>;
  readonly #wakeUp: WakeUp;
  /** As told by the last checkpoint: to ask for it anew for each change of each client would cost more than the change. */
  #told: ReadModelStatus;

  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(CONFIG) private readonly config: Pick<Config, 'maxLag'>,
  ) {
    this.#changes = new FeedTail((after, limit) => model.changes(after, limit));
    this.#entries = new FeedTail(({ index: after }, limit) =>
      model
        .current()
        .log({ after, limit })
        .map((entry) => ({ place: { index: entry.index, sub: AFTER_ENTRY }, entry })),
    );
    this.#told = model.status();
    this.#wakeUp = new WakeUp((listener) =>
      model.onCheckpoint((status) => {
        this.#told = status;
        listener();
      }),
    );
  }

  /** @throws a top-level `INVALID_CURSOR`, or `CURSOR_EXPIRED` where it is too old to go on from */
  incidentChanges(after: string | null | undefined, filter: RecordFilter<'incident'>): AsyncIterable<ToldChange> {
    const read = (place: FeedPlace, limit: number) => this.#changes.after(place, limit);
    const tell = (change: IncidentChange): ToldChange | undefined => {
      const kind = changeKind(this.model, filter, change);
      return kind && { cursor: this.#cursorAt(change.place), kind, change };
    };
    return new FeedIterator(
      { read, tell, check: this.#check, cursorAt: this.#cursorAt, wakeUp: this.#wakeUp },
      this.#placeOf(after),
    );
  }

  /** @throws a top-level `INVALID_CURSOR`, or `CURSOR_EXPIRED` where it is too old to go on from */
  logEvents(after: string | null | undefined): AsyncIterable<ToldEntry> {
    const read = (place: FeedPlace, limit: number) => this.#entries.after(place, limit);
    const tell = ({ place, entry }: LogItem): ToldEntry => ({ cursor: this.#cursorAt(place), entry });
    // A cursor of incidentChanges lies within an entry: that entry has been seen.
    const place = { ...this.#placeOf(after), sub: AFTER_ENTRY };
    return new FeedIterator({ read, tell, check: this.#check, cursorAt: this.#cursorAt, wakeUp: this.#wakeUp }, place);
  }

  onApplicationShutdown(): void {
    this.#wakeUp.close();
  }

  #placeOf(after: string | null | undefined): FeedPlace {
    this.#told = this.model.status();
    const { index, logId } = this.#told;
    if (after == null) return { index, sub: AFTER_ENTRY };
    const cursor = decodeCursor(after, logId);
    if (index - cursor.index > this.config.maxLag) {
      throw apiError(
        'CURSOR_EXPIRED',
        `The cursor is ${index - cursor.index} entries behind and the limit is ${this.config.maxLag}: query again, and follow from the new cursor. "history" has all entries.`,
        { behind: index - cursor.index, limit: this.config.maxLag },
      );
    }
    return { index: cursor.index as LogIndex, sub: cursor.sub };
  }

  readonly #check = (place: FeedPlace): void => {
    const behind = this.#told.index - place.index;
    if (behind <= this.config.maxLag) return;
    throw apiError(
      'SLOW_CONSUMER',
      `You read too slowly: ${behind} entries behind, and the limit is ${this.config.maxLag}. Query again, and follow from the new cursor.`,
      { behind, limit: this.config.maxLag },
    );
  };

  readonly #cursorAt = ({ index, sub }: FeedPlace): string =>
    encodeCursor({ logId: this.#told.logId ?? '', index, sub });
}
