import { Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { boundsOf, describeOccurred, type Bounds, type EpochMs, type EventId, type Occurred as Time } from '#domain';

const instant = (ms: EpochMs | undefined): Date | null => (ms === undefined ? null : new Date(ms));

// The read model gives the same record again while it is the same: each of its times is put into words once.
const texts = new WeakMap<Time, string>();

function inWords(time: Time): string {
  let text = texts.get(time);
  if (text === undefined) texts.set(time, (text = describeOccurred(time)));
  return text;
}

@ObjectType({ description: 'When something happened in the world, as exactly as is known.' })
export class Occurred {
  #bounds?: Bounds;

  constructor(private readonly time: Time) {}

  @Field(() => String, { description: 'EDTF (ISO 8601-2), verbatim as it was recorded; unknown is `XXXX`.' })
  get edtf(): string {
    return this.time.edtf;
  }

  @Field(() => String, { description: 'IANA time zone in which a date without an offset is meant.' })
  get zone(): string {
    return this.time.zone;
  }

  @Field(() => String, { nullable: true, description: 'End of a span of hours, EDTF.' })
  get until(): string | null {
    return this.time.until ?? null;
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Not before this instant; null where open or unknown.',
  })
  get earliest(): Date | null {
    return instant(this.bounds.earliest);
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Not after this instant; null where open or unknown.',
  })
  get latest(): Date | null {
    return instant(this.bounds.latest);
  }

  @Field(() => String, { description: 'In English words, on the clock of its zone: "14 January 2026, 18:50".' })
  get text(): string {
    return inWords(this.time);
  }

  @Field(() => [ID], { description: 'Entries that came before it, where that is known beyond the dates.' })
  get after(): readonly EventId[] {
    return this.time.after ?? [];
  }

  private get bounds(): Bounds {
    return (this.#bounds ??= boundsOf(this.time));
  }
}
