import { Field, ObjectType } from '@nestjs/graphql';
import {
  FindingIssued,
  type Finding as RecordedFinding,
  InvestigationReferred,
  type Milestone as RecordedMilestone,
  type Referral as RecordedReferral,
  type StatusChange as RecordedChange,
} from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import type { AgencyNode } from '../agency/agency.type.js';
import { Coded } from '../common/coded.type.js';
import { InvestigationStatusEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, optionalNarrative } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { parties, Party, party } from '../common/party.type.js';
import { ReportedValue } from '../common/reported.value.js';

export const FindingStageEnum = enumOf(FindingIssued.data.properties.stage);
export const ReferralPurposeEnum = enumOf(InvestigationReferred.data.properties.for);

@ObjectType({ description: 'A step of an inquiry.' })
export class Milestone extends ReportedValue<RecordedMilestone> {
  @Field(() => Coded, { description: 'What was done: a code of the vocabulary Milestone.' })
  get milestone(): Coded {
    return new Coded('Milestone', this.recorded.milestone);
  }

  @Field(() => Party, { nullable: true, description: 'Who did it.' })
  get by(): Party | null {
    return party(this.moment, this.recorded.by);
  }

  @Field(() => Narrative, { nullable: true, description: 'What was done, in words.' })
  get detail(): Narrative | null {
    return optionalNarrative(this.moment, this.recorded.detail, this.recorded.entry, '/data/detail');
  }
}

@ObjectType({ description: 'What an inquiry found.' })
export class Finding extends ReportedValue<RecordedFinding> {
  @Field(() => Coded, { description: 'The finding: a code of the vocabulary Finding.' })
  get finding(): Coded {
    return new Coded('Finding', this.recorded.finding);
  }

  @Field(() => FindingStageEnum, { description: 'Recommended, final, or under appeal.' })
  get stage(): string {
    return this.recorded.stage;
  }

  @Field(() => [Party], { description: 'About whom; nobody where it is about none in particular.' })
  get about(): Party[] {
    return parties(this.moment, this.recorded.about);
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'Who found it.' })
  get by(): MaybePromise<AgencyNode | null> {
    return this.recorded.by ? this.moment.find(this.recorded.by, 'Agency') : null;
  }

  @Field(() => Narrative, { nullable: true, description: 'What was found, in words.' })
  get summary(): Narrative | null {
    return optionalNarrative(this.moment, this.recorded.summary, this.recorded.entry, '/data/summary');
  }
}

@ObjectType({ description: 'That an inquiry was handed on for a decision.' })
export class Referral extends ReportedValue<RecordedReferral> {
  @Field(() => typeNamed('Agency'), { nullable: true, description: 'By whom.' })
  get from(): MaybePromise<AgencyNode | null> {
    return this.recorded.from ? this.moment.find(this.recorded.from, 'Agency') : null;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'To whom.' })
  get to(): MaybePromise<AgencyNode | null> {
    return this.moment.find(this.recorded.to, 'Agency');
  }

  @Field(() => ReferralPurposeEnum, { description: 'What is to be decided.' })
  get for(): string {
    return this.recorded.for;
  }
}

@ObjectType({ description: 'A change of where an inquiry stands.' })
export class InvestigationStatusChange extends ReportedValue<RecordedChange> {
  @Field(() => InvestigationStatusEnum, { description: 'Where it stood from then on.' })
  get status(): string {
    return this.recorded.status;
  }

  @Field(() => Narrative, {
    nullable: true,
    description: 'The reason given: why it was declined, suspended, resumed or reopened.',
  })
  get why(): Narrative | null {
    return optionalNarrative(this.moment, this.recorded.why, this.recorded.entry, '/data/why');
  }
}
