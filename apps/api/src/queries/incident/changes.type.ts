import { Field, ObjectType } from '@nestjs/graphql';
import type { LogIndex, StreamName } from '#domain';
import type { IndexedEntry } from '#read-model';
import { enumType } from '../../graphql/choice-enum.js';
import { type MaybePromise, whenHere } from '../common/maybe-promise.js';
import { typeNamed } from '../common/node.registry.js';
import { SafeInt } from '../common/scalars.js';
import type { Moment } from '../moment/moment.js';
import { Entry } from '../record/entry.type.js';
import { LoggedEvent } from '../record/history.type.js';
import type { IncidentNode } from './incident.type.js';

export const EntryChangeKindEnum = enumType(
  'EntryChangeKind',
  {
    ADDED: 'Something was recorded.',
    CORRECTED: 'An entry was corrected.',
    WITHDRAWN: 'An entry was withdrawn.',
    REINSTATED: 'A withdrawn entry, or a retracted record, counts again.',
    RETRACTED: 'A record was retracted.',
    CONFIRMED: 'It was confirmed that nothing had changed, or a time passed.',
  },
  'What an event did to the record.',
);

const KINDS: Readonly<Record<string, string>> = {
  EntryCorrected: 'CORRECTED',
  EntryWithdrawn: 'WITHDRAWN',
  EntryReinstated: 'REINSTATED',
  RecordReinstated: 'REINSTATED',
  RecordRetracted: 'RETRACTED',
  StatusConfirmed: 'CONFIRMED',
  RecordWentStale: 'CONFIRMED',
  DeadlinePassed: 'CONFIRMED',
};

@ObjectType({ description: 'One difference between two moments: an event, and the entry that it made or is about.' })
export class EntryChange {
  readonly #moment: Moment;
  readonly #place: IndexedEntry;

  constructor(moment: Moment, place: IndexedEntry) {
    this.#moment = moment;
    this.#place = place;
  }

  @Field(() => EntryChangeKindEnum, { description: 'What was done.' })
  get change(): string {
    return KINDS[this.#place.type] ?? 'ADDED';
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
    const about = event.data['entry'];
    const wanted = KINDS[event.type] === undefined ? event.id : about;
    const folded = await this.#moment.folded.load(this.#place.record);
    const found = folded?.standings.find(
      ({ entry, corrections }) => entry.id === wanted || corrections.some(({ id }) => id === wanted),
    );
    const marks = found && { standing: found, retractedBy: folded?.retraction?.entry };
    return found ? new Entry(this.#moment, found.entry, marks) : null;
  }
}

@ObjectType({
  description: 'What changed in an incident and in what was done about it, between two indices of the log.',
})
export class IncidentChanges {
  readonly #later: Moment;
  readonly #earlier: Moment;
  readonly #incident: StreamName;

  constructor(earlier: Moment, later: Moment, incident: StreamName) {
    this.#earlier = earlier;
    this.#later = later;
    this.#incident = incident;
  }

  @Field(() => SafeInt, { description: 'The earlier index: its own entry is not among the changes.' })
  get from(): number {
    return this.#earlier.source.index;
  }

  @Field(() => SafeInt, { description: 'The later index: its own entry is among the changes.' })
  get to(): number {
    return this.#later.source.index;
  }

  @Field(() => typeNamed('Incident'), { nullable: true, description: 'The incident then; null: not on record yet.' })
  get before(): MaybePromise<IncidentNode | null> {
    return this.#earlier.find(this.#incident, 'Incident');
  }

  @Field(() => typeNamed('Incident'), { nullable: true, description: 'The incident afterwards.' })
  get after(): MaybePromise<IncidentNode | null> {
    return this.#later.find(this.#incident, 'Incident');
  }

  @Field(() => [EntryChange], { description: 'The differences, in the order of the log; the first 500.' })
  get entries(): MaybePromise<EntryChange[]> {
    const { snapshot } = this.#later.source;
    if (!snapshot) return [];
    return whenHere(this.records(), (records) =>
      snapshot
        .entries(records, { after: this.from as LogIndex, limit: 500 })
        .map((place) => new EntryChange(this.#later, place)),
    );
  }

  private records(): MaybePromise<readonly StreamName[]> {
    const linked = (['investigation', 'case', 'statement'] as const).map((kind) =>
      this.#later.linkedIds(this.#incident, kind),
    );
    const all = [this.#later.duplicatesOf(this.#incident), ...linked];
    return whenHere(Promise.all(all), (ids) => [this.#incident, ...ids.flat()]);
  }
}
