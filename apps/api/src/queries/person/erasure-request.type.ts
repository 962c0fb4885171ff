import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { ErasureRequest as RecordedRequest, Restriction as RecordedRestriction } from '#domain';
import { Narrative, optionalNarrative } from '../common/narrative.type.js';
import { Occurred } from '../common/occurred.type.js';
import { ReportedValue } from '../common/reported.value.js';
import type { Moment } from '../moment/moment.js';
import { ErasureOutcomeEnum, ErasureRequesterEnum, PersonFieldEnum, RestrictionGroundEnum } from './person-enums.js';

@ObjectType({ description: 'A standing decision that keeps personal data from the public, whatever was disclosed.' })
export class PersonalRestriction extends ReportedValue<RecordedRestriction> {
  @Field(() => [PersonFieldEnum], { nullable: true, description: 'Which fields; null: all of them.' })
  get fields(): readonly string[] | null {
    return this.recorded.fields === 'ALL' ? null : this.recorded.fields;
  }

  @Field(() => RestrictionGroundEnum, { description: 'On what ground.' })
  get ground(): string {
    return this.recorded.ground;
  }
}

@ObjectType({ description: 'What was decided on a request to erase. That it was done is an erasure.' })
export class ErasureDecision {
  readonly #moment: Moment;
  readonly #recorded: NonNullable<RecordedRequest['decided']>;

  constructor(moment: Moment, recorded: NonNullable<RecordedRequest['decided']>) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => ErasureOutcomeEnum, { description: 'Whether it was granted.' })
  get outcome(): string {
    return this.#recorded.outcome;
  }

  @Field(() => [PersonFieldEnum], {
    nullable: true,
    description: 'The fields that will be erased; null: all of them. None where it was refused.',
  })
  get granted(): readonly string[] | null {
    const { granted = [] } = this.#recorded;
    return granted === 'ALL' ? null : granted;
  }

  @Field(() => Narrative, { nullable: true, description: 'The legal basis.' })
  get legalBasis(): Narrative | null {
    const { legalBasis, entry } = this.#recorded;
    return optionalNarrative(this.#moment, legalBasis, entry, '/data/legalBasis');
  }

  @Field(() => Occurred, { description: 'When it was decided.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => ID, { description: 'The entry that decided it.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType({ description: 'That somebody asked to have personal data erased.' })
export class ErasureRequest extends ReportedValue<RecordedRequest> {
  @Field(() => [PersonFieldEnum], { nullable: true, description: 'Which fields; null: all of them.' })
  get fields(): readonly string[] | null {
    return this.recorded.fields === 'ALL' ? null : this.recorded.fields;
  }

  @Field(() => ErasureRequesterEnum, { description: 'Who asked.' })
  get by(): string {
    return this.recorded.by;
  }

  @Field(() => ErasureDecision, { nullable: true, description: 'What was decided; null while nothing was.' })
  get decided(): ErasureDecision | null {
    return this.recorded.decided ? new ErasureDecision(this.moment, this.recorded.decided) : null;
  }
}
