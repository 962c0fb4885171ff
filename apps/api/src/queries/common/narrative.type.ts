import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { EventId, StreamName } from '#domain';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import { enumType } from '../../graphql/choice-enum.js';
import type { Moment } from '../moment/moment.js';
import { type MaybePromise, whenHere } from './maybe-promise.js';
import { PersonalValue } from './personal-value.union.js';

export const NarrativeStateEnum = enumType(
  'NarrativeState',
  { SHOWN: 'The text is shown.', WITHHELD: 'The text was withheld, from views of the past too.' },
  'Whether a text is shown.',
);

@ObjectType({ description: 'A place in a text that stands for something about a person.' })
export class NarrativeMention {
  @Field(() => ID, { description: 'The person.' })
  readonly person!: StreamName;

  @Field(() => String, { description: 'The field: `name`, `nationality`.' })
  readonly field!: string;

  @Field(() => PersonalValue, { description: 'Its value, or why it is not shown.' })
  readonly value!: Value;
}

@ObjectType({
  description:
    'Words. Where they mention a person, what stands there is the value that you may see, else a neutral description; what was erased reads "[erased]".',
})
export class Narrative {
  constructor(
    private readonly moment: Moment,
    private readonly recorded: string | undefined,
  ) {}

  @Field(() => String, { description: 'The text; "[withheld]" where it was withheld.' })
  get text(): MaybePromise<string> {
    if (this.recorded === undefined) return '[withheld]';
    return whenHere(this.moment.reading.narrative.render(this.recorded), ({ text }) => text);
  }

  @Field(() => NarrativeStateEnum, { description: 'Whether it is shown.' })
  get state(): 'SHOWN' | 'WITHHELD' {
    return this.recorded === undefined ? 'WITHHELD' : 'SHOWN';
  }

  @Field(() => [NarrativeMention], { description: 'The persons that it mentions.' })
  get mentions(): MaybePromise<readonly NarrativeMention[]> {
    if (this.recorded === undefined) return [];
    return whenHere(this.moment.reading.narrative.render(this.recorded), ({ mentions }) => mentions);
  }
}

/** A text that the schema requires: where it is absent, it was withheld. */
export const requiredNarrative = (moment: Moment, recorded: string | undefined): Narrative =>
  new Narrative(moment, recorded);

/** A text that need not be there: absent, it was withheld only if that is on record. */
export function optionalNarrative(
  moment: Moment,
  recorded: string | undefined,
  entry: EventId,
  path: string,
): Narrative | null {
  if (recorded !== undefined) return new Narrative(moment, recorded);
  return moment.reading.withheld.has(entry, path) ? new Narrative(moment, undefined) : null;
}

/** Words that may be left out; null where there are none. */
export const words = (moment: Moment, recorded: string | undefined): Narrative | null =>
  recorded === undefined ? null : new Narrative(moment, recorded);
