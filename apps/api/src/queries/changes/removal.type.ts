import { Extensions, Field, ID, ObjectType } from '@nestjs/graphql';
import type { JsonObject } from '#domain';
import type { IndexedEntry } from '#read-model';
import { enumType } from '../../graphql/choice-enum.js';
import { Coded } from '../common/coded.type.js';
import { PageInfo } from '../common/connection.js';
import { PersonFieldEnum } from '../person/person-enums.js';
import { exportsHolding, type Removed } from '../record/exports-holding.js';
import { LoggedEvent } from '../record/history.type.js';
import { IssuedExport } from '../record/issued-export.type.js';
import type { Moment } from '../moment/moment.js';
import { recordOfText } from './between.js';

export const RemovalKindEnum = enumType(
  'RemovalKind',
  {
    PERSONAL_DATA: 'Personal data was erased: it cannot be read any more, in views of the past neither.',
    TEXT: 'A text was withheld: it is shown no more, in views of the past neither.',
  },
  'What was removed from the record.',
);

/** Types of events by which something is removed. */
export const REMOVALS = ['PersonalDataErased', 'TextWithheld'] as const;

@ObjectType({
  description:
    'Something that was removed from the record. Its commitment stays, and proofs of the entries that held it still verify; a copy that was made before may hold it.',
})
export class Removal {
  readonly #moment: Moment;
  readonly #place: IndexedEntry;

  constructor(moment: Moment, place: IndexedEntry) {
    this.#moment = moment;
    this.#place = place;
  }

  @Field(() => RemovalKindEnum, { description: 'What was removed.' })
  get kind(): string {
    return this.#isText ? 'TEXT' : 'PERSONAL_DATA';
  }

  @Field(() => LoggedEvent, { description: 'The event that removed it.' })
  get event(): LoggedEvent {
    return new LoggedEvent(this.#moment, this.#place);
  }

  @Field(() => ID, { nullable: true, description: 'The person whose data it was, or the record whose text.' })
  get record(): Promise<string | null> {
    if (!this.#isText) return Promise.resolve(this.#place.record);
    return recordOfText(this.#moment, this.#place).then((record) => record ?? null);
  }

  @Field(() => [PersonFieldEnum], { nullable: true, description: 'Of personal data: which fields; null: all of them.' })
  get fields(): Promise<readonly string[] | null> {
    return this.#data().then(({ fields }) => (Array.isArray(fields) ? (fields as string[]) : null));
  }

  @Field(() => Coded, {
    nullable: true,
    description: 'Of personal data: on what ground, a code of the vocabulary ErasureBasis.',
  })
  get basis(): Promise<Coded | null> {
    return this.#data().then(({ basis }) => {
      const { code } = (basis ?? {}) as { readonly code?: string };
      return code === undefined ? null : new Coded('ErasureBasis', code);
    });
  }

  @Field(() => ID, { nullable: true, description: 'Of a text: the entry that held it.' })
  get entry(): Promise<string | null> {
    return this.#ofText('entry');
  }

  @Field(() => String, { nullable: true, description: 'Of a text: its path in that entry (RFC 6901).' })
  get path(): Promise<string | null> {
    return this.#ofText('path');
  }

  @Field(() => [IssuedExport], {
    description: 'Exports that were made earlier and hold what was removed: their recipients have to be told.',
  })
  @Extensions({ cost: 10 })
  get exports(): Promise<IssuedExport[]> {
    return this.#removed().then(async (removed) => {
      if (!removed) return [];
      const { reading } = this.#moment;
      return (await exportsHolding(reading, reading.present, removed)).map((one) => new IssuedExport(one));
    });
  }

  async #removed(): Promise<Removed | undefined> {
    const until = this.#place.index;
    if (!this.#isText) {
      const { record } = this.#place;
      const person = this.#moment.reading.present.record(record);
      return person && { record, from: person.firstIndex, until };
    }
    const { entry } = await this.#data();
    const held = this.#moment.reading.model.locate(entry as string);
    return held && { record: held.record, from: held.index, until };
  }

  get #isText(): boolean {
    return this.#place.type === 'TextWithheld';
  }

  #ofText(name: 'entry' | 'path'): Promise<string | null> {
    return this.#isText ? this.#data().then((data) => data[name] as string) : Promise.resolve(null);
  }

  #data(): Promise<JsonObject> {
    return this.#moment.reading.events.load(this.#place).then(({ data }) => data);
  }
}

@ObjectType({ description: 'What was removed from the record between two moments, in the order of the log.' })
export class Removals {
  @Field(() => [Removal], { description: 'What was removed.' })
  readonly nodes!: readonly Removal[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  readonly pageInfo!: PageInfo;
}
