import { Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { EntryStanding } from '#domain';
import { Attribution, attribution } from '../common/attribution.type.js';
import { Occurred } from '../common/occurred.type.js';
import { SourceReference } from '../common/source-reference.type.js';
import type { Moment } from '../moment/moment.js';
import { Reason } from './reason.type.js';

@ObjectType({
  description:
    'A correction of an entry: why, by whom, and on what sources. It stands in the place of what it corrects, and in no list of its own.',
})
export class Correction {
  readonly #moment: Moment;
  readonly #recorded: EntryStanding['corrections'][number];

  constructor(moment: Moment, recorded: EntryStanding['corrections'][number]) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => ID, { description: 'Its id: `entry(id)` has it whole.' })
  get entry(): string {
    return this.#recorded.id;
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was recorded.' })
  get recordedAt(): string {
    return this.#recorded.event.recordedAt;
  }

  @Field(() => Occurred, {
    description: 'When it was decided, or its source appeared: not when what it is about happened.',
  })
  get occurred(): Occurred {
    return new Occurred(this.#recorded.event.occurred);
  }

  @Field(() => Attribution, { nullable: true, description: 'Who says that the entry was wrong.' })
  get attribution(): Attribution | null {
    return attribution(this.#moment, this.#recorded.event.attribution);
  }

  @Field(() => [SourceReference], { description: 'The sources that show that the entry was wrong.' })
  get sources(): SourceReference[] {
    return (this.#recorded.event.sources ?? []).map((one) => new SourceReference(this.#moment, one));
  }

  @Field(() => Reason, { nullable: true, description: 'Why: a code of the vocabulary CorrectionReason, and words.' })
  get reason(): Reason | null {
    const { reason } = this.#recorded.event;
    return reason ? new Reason(this.#moment, reason, this.#recorded.id) : null;
  }

  @Field(() => ID, { description: 'Who recorded it: an opaque id.' })
  get actor(): string {
    return this.#recorded.event.actor;
  }

  @Field(() => Boolean, { description: 'Whether it was withdrawn, so that what it replaced stands again.' })
  get withdrawn(): boolean {
    return this.#recorded.withdrawn;
  }
}
