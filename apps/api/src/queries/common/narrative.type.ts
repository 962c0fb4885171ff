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

/** Where a text stands in the record. */
export interface TextPlace {
  readonly entry: EventId;
  /** RFC 6901, in the event: `/data/title`. */
  readonly path: string;
}

@ObjectType({
  description:
    'Words. Where they mention a person, what stands there is the value that you may see, else a neutral description; what was erased reads "[erased]".',
})
export class Narrative {
  /** @param place where the text stands in the record, so that it can be told what withheld it */
  constructor(
    private readonly moment: Moment,
    private readonly recorded: string | undefined,
    private readonly place?: TextPlace | (() => Promise<TextPlace | undefined>),
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

  @Field(() => ID, {
    nullable: true,
    description:
      'Of a text that was withheld, the entry that withheld it: `entry(id)` has its reason. Null where the text is shown.',
  })
  get withheldBy(): MaybePromise<EventId | null> {
    return this.recorded === undefined ? this.lookedUp() : null;
  }

  private async lookedUp(): Promise<EventId | null> {
    const place = typeof this.place === 'function' ? await this.place() : this.place;
    if (!place) return null;
    const { entry, path } = place;
    return this.moment.reading.withheld.by(entry, path) ?? this.withheldInCorrection(entry, path);
  }

  /** The text stands where the correction put it: what was withheld is the correction's own. */
  private async withheldInCorrection(entry: EventId, path: string): Promise<EventId | null> {
    const { model, withheld } = this.moment.reading;
    const record = model.locate(entry)?.record;
    const folded = record === undefined ? undefined : await this.moment.folded.load(record);
    const corrections = folded?.standings.find((one) => one.entry.id === entry)?.corrections ?? [];
    const within = path.replace(/^\/data/, '/data/replacement');
    return corrections.map(({ id }) => withheld.by(id, within)).findLast((by) => by !== undefined) ?? null;
  }

  @Field(() => [NarrativeMention], { description: 'The persons that it mentions.' })
  get mentions(): MaybePromise<readonly NarrativeMention[]> {
    if (this.recorded === undefined) return [];
    return whenHere(this.moment.reading.narrative.render(this.recorded), ({ mentions }) => mentions);
  }
}

/** A text that the schema requires: where it is absent, it was withheld. */
export const requiredNarrative = (
  moment: Moment,
  recorded: string | undefined,
  entry: EventId | undefined,
  path: string,
): Narrative => new Narrative(moment, recorded, entry === undefined ? undefined : { entry, path });

/** A text that need not be there: absent, it was withheld only if that is on record. */
export function optionalNarrative(
  moment: Moment,
  recorded: string | undefined,
  entry: EventId,
  path: string,
): Narrative | null {
  if (recorded !== undefined) return new Narrative(moment, recorded);
  return moment.reading.withheld.has(entry, path) ? new Narrative(moment, undefined, { entry, path }) : null;
}

/** Words that may be left out; null where there are none. */
export const words = (moment: Moment, recorded: string | undefined): Narrative | null =>
  recorded === undefined ? null : new Narrative(moment, recorded);
