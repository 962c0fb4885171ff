import { Field, ObjectType } from '@nestjs/graphql';
import type * as Domain from '#domain';
import type { AgencyNode } from '../agency/agency.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, words } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { Party } from '../common/party.type.js';
import { ReportedValue } from '../common/reported.value.js';
import { ArrestKindEnum, CustodyEnum } from './case-enums.js';

@ObjectType({ description: 'Someone was detained or arrested.' })
export class Arrest extends ReportedValue<Domain.Arrest> {
  @Field(() => Party, { description: 'Who.' })
  get of(): Party {
    return new Party(this.moment, this.recorded.of);
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'Who made the arrest.' })
  get by(): MaybePromise<AgencyNode | null> {
    return this.recorded.by ? this.moment.find(this.recorded.by, 'Agency') : null;
  }

  @Field(() => ArrestKindEnum, { description: 'What was done.' })
  get arrest(): string {
    return this.recorded.arrest;
  }

  @Field(() => Narrative, { nullable: true, description: 'What they were said to have done.' })
  get allegedConduct(): Narrative | null {
    return words(this.moment, this.recorded.allegedConduct);
  }
}

@ObjectType({ description: 'Someone is in custody from then on, or no longer.' })
export class CustodyInterval extends ReportedValue<Domain.CustodyInterval> {
  @Field(() => Party, { description: 'Who.' })
  get of(): Party {
    return new Party(this.moment, this.recorded.of);
  }

  @Field(() => CustodyEnum, { description: 'How they are held.' })
  get custody(): string {
    return this.recorded.custody;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'Who holds or held them.' })
  get by(): MaybePromise<AgencyNode | null> {
    return this.recorded.by ? this.moment.find(this.recorded.by, 'Agency') : null;
  }

  @Field(() => Narrative, { nullable: true, description: 'Where.' })
  get where(): Narrative | null {
    return words(this.moment, this.recorded.where);
  }
}
