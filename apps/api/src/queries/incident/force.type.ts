import { Field, ObjectType } from '@nestjs/graphql';
import type { Force as Recorded, Injury as RecordedInjury, SealedReference } from '#domain';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import { Coded } from '../common/coded.type.js';
import { Count } from '../common/count.type.js';
import { ForceMannerEnum, InjurySeverityEnum, ThreeStateEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative } from '../common/narrative.type.js';
import { Party, party } from '../common/party.type.js';
import { PersonalValue } from '../common/personal-value.union.js';
import { IncidentFact } from './incident-fact.js';

@ObjectType({ description: 'Force that was used, by officers or against them, as somebody reports it.' })
export class Force extends IncidentFact<Recorded> {
  @Field(() => Coded, { description: 'The type: a code of the vocabulary ForceType.' })
  get type(): Coded {
    return new Coded('ForceType', this.recorded.type);
  }

  @Field(() => ForceMannerEnum, { description: 'In what manner.' })
  get manner(): string {
    return this.recorded.manner;
  }

  @Field(() => Party, { nullable: true, description: 'By whom.' })
  get by(): Party | null {
    return party(this.moment, this.recorded.by);
  }

  @Field(() => Party, { nullable: true, description: 'Against whom.' })
  get against(): Party | null {
    return party(this.moment, this.recorded.against);
  }

  @Field(() => Count, { nullable: true, description: 'How often, or how many.' })
  get count(): Count | null {
    return (this.recorded.count as Count | undefined) ?? null;
  }
}

@ObjectType({ description: 'That someone was hurt, or reported to be unhurt, as somebody reports it.' })
export class Injury extends IncidentFact<RecordedInjury> {
  @Field(() => Party, { description: 'Who.' })
  get injured(): Party {
    return new Party(this.moment, this.recorded.injured);
  }

  @Field(() => InjurySeverityEnum, { description: 'How severe.' })
  get severity(): string {
    return this.recorded.severity;
  }

  @Field(() => ThreeStateEnum, { description: 'Whether they were taken to hospital.' })
  get hospitalised(): string {
    return this.recorded.hospitalised;
  }

  @Field(() => Narrative, { nullable: true, description: 'Part of the body, where no person with a record is meant.' })
  get bodyPart(): Narrative | null {
    return this.recorded.bodyPart === undefined ? null : new Narrative(this.moment, this.recorded.bodyPart);
  }

  @Field(() => Narrative, {
    nullable: true,
    description: 'What the injury is, where no person with a record is meant.',
  })
  get detail(): Narrative | null {
    return this.recorded.detail === undefined ? null : new Narrative(this.moment, this.recorded.detail);
  }

  @Field(() => PersonalValue, { nullable: true, description: 'Part of the body of a person: personal data.' })
  get personalBodyPart(): MaybePromise<Value | null> {
    return this.sealed('bodyPart');
  }

  @Field(() => PersonalValue, { nullable: true, description: 'What the injury of a person is: personal data.' })
  get personalDetail(): MaybePromise<Value | null> {
    return this.sealed('detail');
  }

  private sealed(property: string): MaybePromise<Value | null> {
    const leaves = this.recorded.sealed.filter(({ at }: SealedReference) => at === `/data/${property}`);
    const subject = leaves[0]?.subject;
    return subject ? this.moment.reading.personal.read({ subject, field: 'injuryDetail', leaves }) : null;
  }
}
