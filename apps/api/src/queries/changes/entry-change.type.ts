import { Field, ObjectType } from '@nestjs/graphql';
import type { StreamName } from '#domain';
import type { IndexedEntry } from '#read-model';
import { enumType } from '../../graphql/choice-enum.js';
import type { Moment } from '../moment/moment.js';
import { Entry } from '../record/entry.type.js';
import { LoggedEvent } from '../record/history.type.js';

export const EntryChangeKindEnum = enumType(
  'EntryChangeKind',
  {
    ADDED: 'Something was recorded.',
    CORRECTED: 'An entry was corrected.',
    WITHDRAWN: 'An entry was withdrawn.',
    REINSTATED: 'A withdrawn entry, or a retracted record, counts again.',
    RETRACTED: 'A record was retracted.',
    ERASED: 'Personal data was erased.',
    WITHHELD: 'A text of an entry was withheld.',
    CONFIRMED: 'It was confirmed that nothing had changed, or a time passed.',
  },
  'What an event did to the record.',
);

/** Types of events whose kind of change is not that something was added. */
const KINDS: Readonly<Record<string, string>> = {
  EntryCorrected: 'CORRECTED',
  EntryWithdrawn: 'WITHDRAWN',
  EntryReinstated: 'REINSTATED',
  RecordReinstated: 'REINSTATED',
  RecordRetracted: 'RETRACTED',
  PersonalDataErased: 'ERASED',
  TextWithheld: 'WITHHELD',
  StatusConfirmed: 'CONFIRMED',
  RecordWentStale: 'CONFIRMED',
  DeadlinePassed: 'CONFIRMED',
};

export const changeOf = (type: string): string => KINDS[type] ?? 'ADDED';

/** Kinds of changes whose event names, in its data, the entry that it is about. */
const ABOUT_AN_ENTRY: ReadonlySet<string> = new Set(['CORRECTED', 'WITHDRAWN', 'REINSTATED', 'WITHHELD']);

@ObjectType({ description: 'One difference between two moments: an event, and the entry that it made or is about.' })
export class EntryChange {
  readonly #moment: Moment;
  readonly #place: IndexedEntry;
  readonly #record: StreamName;

  /** @param record that the event is about, where it stands in the stream of another */
  constructor(moment: Moment, place: IndexedEntry, record: StreamName = place.record) {
    this.#moment = moment;
    this.#place = place;
    this.#record = record;
  }

  @Field(() => EntryChangeKindEnum, { description: 'What was done.' })
  get change(): string {
    return changeOf(this.#place.type);
  }

  @Field(() => LoggedEvent, { description: 'The event.' })
  get event(): LoggedEvent {
    return new LoggedEvent(this.#moment, this.#place);
  }

  @Field(() => Entry, {
    nullable: true,
    description:
      'The entry that it made or is about, as it stands at the later moment; null where it is about a record.',
  })
  get entry(): Promise<Entry | null> {
    return this.standing();
  }

  private async standing(): Promise<Entry | null> {
    const event = await this.#moment.reading.events.load(this.#place);
    const wanted = ABOUT_AN_ENTRY.has(this.change) ? event.data['entry'] : event.id;
    const folded = await this.#moment.folded.load(this.#record);
    const found = folded?.standings.find(
      ({ entry, corrections }) => entry.id === wanted || corrections.some(({ id }) => id === wanted),
    );
    const marks = found && { standing: found, retractedBy: folded?.retraction?.entry };
    return found ? new Entry(this.#moment, found.entry, marks) : null;
  }
}
