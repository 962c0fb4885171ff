import { Field, ObjectType } from '@nestjs/graphql';
import { typeNamed } from './node.registry.js';
import type { Party as Recorded } from '#domain';
import type { AgencyNode } from '../agency/agency.type.js';
import type { Moment } from '../moment/moment.js';
import type { PersonNode } from '../person/person.type.js';
import { Count } from './count.type.js';
import type { MaybePromise } from './maybe-promise.js';
import { Narrative } from './narrative.type.js';

@ObjectType({ description: 'By whom, or against whom: exactly one of person, agency and described is there.' })
export class Party {
  constructor(
    private readonly moment: Moment,
    private readonly recorded: Recorded,
  ) {}

  @Field(() => typeNamed('Person'), { nullable: true, description: 'A person with a record.' })
  get person(): MaybePromise<PersonNode | null> {
    return 'person' in this.recorded ? this.moment.find(this.recorded.person, 'Person') : null;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'An agency.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return 'agency' in this.recorded ? this.moment.find(this.recorded.agency, 'Agency') : null;
  }

  @Field(() => Narrative, { nullable: true, description: 'People only described: "protesters", "two others".' })
  get described(): Narrative | null {
    if ('person' in this.recorded || 'agency' in this.recorded) return null;
    return new Narrative(this.moment, this.recorded.described);
  }

  @Field(() => String, { nullable: true, description: 'Of people only described: their part, OFFICER or SUBJECT.' })
  get role(): string | null {
    return 'role' in this.recorded ? (this.recorded.role ?? null) : null;
  }

  @Field(() => Count, { nullable: true, description: 'Of people only described: how many.' })
  get count(): Count | null {
    return 'count' in this.recorded ? ((this.recorded.count as Count | undefined) ?? null) : null;
  }
}

export const party = (moment: Moment, recorded: Recorded | undefined): Party | null =>
  recorded ? new Party(moment, recorded) : null;

export const parties = (moment: Moment, recorded: readonly Recorded[] | undefined): Party[] =>
  (recorded ?? []).map((one) => new Party(moment, one));
