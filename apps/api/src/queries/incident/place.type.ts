import { Field, ID, ObjectType } from '@nestjs/graphql';
import { typeNamed } from '../common/node.registry.js';
import type { IncidentPlace, StreamName } from '#domain';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import { PlacePrecisionEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, requiredNarrative } from '../common/narrative.type.js';
import { PersonalValue } from '../common/personal-value.union.js';
import type { Moment } from '../moment/moment.js';
import type { PersonNode } from '../person/person.type.js';
import { RECORD_OF_FACT } from './incident-fact.js';

@ObjectType({ description: "Where something happened. At a person's home what is public stops at the block." })
export class Place {
  constructor(
    private readonly moment: Moment,
    private readonly place: IncidentPlace,
    private readonly n: number,
    private readonly incident: StreamName,
  ) {}

  @Field(() => Narrative, { description: 'The place in words.' })
  get text(): Narrative {
    return requiredNarrative(this.moment, this.place.text, this.place.entry, `/data/places/${this.n}/text`);
  }

  @Field(() => String, { nullable: true, description: 'Town or city.' })
  get locality(): string | null {
    return this.place.locality ?? null;
  }

  @Field(() => String, { nullable: true, description: 'ISO 3166-2: US-MN.' })
  get region(): string | null {
    return this.place.region ?? null;
  }

  @Field(() => String, { description: 'ISO 3166-1 alpha-2: US.' })
  get country(): string {
    return this.place.country;
  }

  @Field(() => String, { description: 'IANA time zone.' })
  get zone(): string {
    return this.place.zone;
  }

  @Field(() => String, { nullable: true, description: 'Latitude, WGS 84 degrees, a decimal number as a string.' })
  get lat(): string | null {
    return this.place.lat ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Longitude, WGS 84 degrees, a decimal number as a string.' })
  get lon(): string | null {
    return this.place.lon ?? null;
  }

  @Field(() => PlacePrecisionEnum, { description: 'How exact place and coordinates are.' })
  get precision(): string {
    return this.place.precision;
  }

  @Field(() => typeNamed('Person'), { nullable: true, description: 'The person whose home it is at.' })
  get home(): MaybePromise<PersonNode | null> {
    return this.place.home ? this.moment.find(this.place.home, 'Person') : null;
  }

  @Field(() => PersonalValue, {
    nullable: true,
    description: 'The exact place at a home: personal data of that person.',
  })
  get exact(): MaybePromise<Value | null> {
    const { home, exact } = this.place;
    if (!home || !exact?.length) return null;
    return this.moment.reading.personal.read({ subject: home, field: 'homeAddress', leaves: exact });
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.place.entry;
  }
  @Field(() => ID, { description: RECORD_OF_FACT })
  get record(): StreamName {
    return this.incident;
  }
}
