import { Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { enumType } from '../../graphql/choice-enum.js';
import { Narrative } from '../common/narrative.type.js';
import { SafeInt } from '../common/scalars.js';
import type { Moment } from '../moment/moment.js';
import { type FoundName, type FoundNames, MOST_RECORDS } from './names-in-texts.js';

export const NameMatchEnum = enumType(
  'NameMatch',
  {
    NAME: 'Two or more words of the name stand in it, one after the other.',
    WORD: 'Only single words of the name stand in it, which may well mean something else.',
  },
  'How much of a name stands in a text.',
);

@ObjectType({ description: 'A text on record in which a person is named.' })
export class NameInText {
  readonly #moment: Moment;
  readonly #found: FoundName;

  constructor(moment: Moment, found: FoundName) {
    this.#moment = moment;
    this.#found = found;
  }

  @Field(() => ID, { description: 'The entry that holds the text: the `entry` of `withholdText`.' })
  get entry(): string {
    return this.#found.entry;
  }

  @Field(() => String, { description: 'RFC 6901 path of the text in that entry: the `path` of `withholdText`.' })
  get path(): string {
    return this.#found.path;
  }

  @Field(() => ID, { description: 'The record that the entry is part of.' })
  get record(): string {
    return this.#found.place.record;
  }

  @Field(() => SafeInt, { description: 'Place of the entry in the log.' })
  get index(): number {
    return this.#found.place.index;
  }

  @Field(() => String, { description: 'What kind of event the entry is: IncidentReported.' })
  get type(): string {
    return this.#found.place.type;
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When the entry was recorded.' })
  get recordedAt(): string {
    return this.#found.place.recordedAt;
  }

  @Field(() => Narrative, { description: 'The whole text.' })
  get text(): Narrative {
    return new Narrative(this.#moment, this.#found.text);
  }

  @Field(() => NameMatchEnum, { description: 'How much of the name stands in it.' })
  get match(): 'NAME' | 'WORD' {
    return this.#found.kind === 'NAME' ? 'NAME' : 'WORD';
  }

  @Field(() => [String], { description: 'The words of the name, as they are written there.' })
  get words(): readonly string[] {
    return this.#found.words;
  }

  @Field(() => Boolean, {
    description:
      'Whether the entry was recorded with `NAME_IN_TEXT` acknowledged: that a name stood in it, perhaps another, was known.',
  })
  get acknowledged(): boolean {
    return this.#found.acknowledged.includes('NAME_IN_TEXT');
  }
}

@ObjectType({ description: 'Texts on record in which a person is named.' })
export class NamesInTexts {
  readonly #found: FoundNames;

  constructor(moment: Moment, found: FoundNames) {
    this.#found = found;
    this.texts = found.texts.map((one) => new NameInText(moment, one));
  }

  @Field(() => [NameInText], { description: 'The texts, in the order in which they were recorded.' })
  readonly texts: readonly NameInText[];

  @Field(() => Boolean, {
    description: `Whether there may be more: go on from \`next\`; where that is null, more than ${MOST_RECORDS} records bear on the person, and the rest of them is not looked through.`,
  })
  get truncated(): boolean {
    return this.next !== null || this.#found.leftOut;
  }

  @Field(() => SafeInt, {
    nullable: true,
    description:
      'Index of the last entry that was looked through: go on `after` it. Null where it was the last of all.',
  })
  get next(): number | null {
    return this.#found.next ?? null;
  }
}
