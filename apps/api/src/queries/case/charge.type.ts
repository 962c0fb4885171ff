import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type Charge as Recorded, type ChargeChange as RecordedChange, currentChargeStatus } from '#domain';
import type { AgencyNode } from '../agency/agency.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, optionalNarrative } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { parties, Party, party } from '../common/party.type.js';
import { ReportedValue } from '../common/reported.value.js';
import { ChargeLevelEnum, ChargeStatusEnum, PrejudiceEnum } from './case-enums.js';

@ObjectType({ description: 'A change of how a charge stands; the first is its filing.' })
export class ChargeChange extends ReportedValue<RecordedChange> {
  @Field(() => ChargeStatusEnum, { description: 'How it stood from then on.' })
  get status(): string {
    return this.recorded.status;
  }

  @Field(() => Party, { nullable: true, description: 'Who brought it about.' })
  get by(): Party | null {
    return party(this.moment, this.recorded.by);
  }

  @Field(() => PrejudiceEnum, { nullable: true, description: 'Of a dismissal: whether it can be brought again.' })
  get prejudice(): string | null {
    return this.recorded.prejudice ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'The reason given.' })
  get why(): Narrative | null {
    return this.recorded.why === undefined ? null : new Narrative(this.moment, this.recorded.why);
  }
}

@ObjectType({ description: 'One charge against one defendant; it has a status of its own.' })
export class Charge extends ReportedValue<Recorded> {
  @Field(() => ID, { description: 'Its id within the case.' })
  get chargeId(): string {
    return this.recorded.chargeId;
  }

  @Field(() => Party, { description: 'Against whom.' })
  get defendant(): Party {
    return new Party(this.moment, this.recorded.defendant);
  }

  @Field(() => [Party], { description: 'To whom it is said to have been done.' })
  get victims(): Party[] {
    return parties(this.moment, this.recorded.victims);
  }

  @Field(() => String, { nullable: true, description: 'The statute, as cited.' })
  get statute(): string | null {
    return this.recorded.statute ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'What is charged, in words.' })
  get description(): Narrative | null {
    return this.recorded.description === undefined ? null : new Narrative(this.moment, this.recorded.description);
  }

  @Field(() => ChargeLevelEnum, { description: 'How grave.' })
  get level(): string {
    return this.recorded.level;
  }

  @Field(() => Int, { description: 'Number of counts.' })
  get counts(): number {
    return this.recorded.counts;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'Who prosecutes.' })
  get prosecutedBy(): MaybePromise<AgencyNode | null> {
    return this.recorded.prosecutedBy ? this.moment.find(this.recorded.prosecutedBy, 'Agency') : null;
  }

  @Field(() => Narrative, {
    nullable: true,
    description: 'By what it was brought: complaint, indictment, information.',
  })
  get instrument(): Narrative | null {
    return optionalNarrative(this.moment, this.recorded.instrument, this.recorded.entry, '/data/instrument');
  }

  @Field(() => ChargeStatusEnum, { description: 'How it stands.' })
  get status(): string {
    return currentChargeStatus(this.recorded).status;
  }

  @Field(() => ChargeChange, { description: 'What brought that about.' })
  get current(): ChargeChange {
    return new ChargeChange(this.moment, currentChargeStatus(this.recorded));
  }

  @Field(() => [ChargeChange], { description: 'How it came there, from the filing on, in world order.' })
  get history(): ChargeChange[] {
    return this.recorded.history.map((one) => new ChargeChange(this.moment, one));
  }
}
