import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DeadlineSet, type Deadline as RecordedDeadline, type PassedDeadline } from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import { Attribution } from '../common/attribution.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, requiredNarrative } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import type { Moment } from '../moment/moment.js';
import type { Claim } from '../statement/claim.type.js';

export const DeadlineBasisEnum = enumOf(DeadlineSet.data.properties.basis);

@ObjectType({ description: 'Something that fell due, or will.' })
export class Deadline {
  readonly #moment: Moment;
  readonly #recorded: RecordedDeadline;
  readonly #passed: readonly PassedDeadline[];

  constructor(moment: Moment, recorded: RecordedDeadline, passed: readonly PassedDeadline[]) {
    this.#moment = moment;
    this.#recorded = recorded;
    this.#passed = passed.filter(({ deadlineId }) => deadlineId === recorded.deadlineId);
  }

  @Field(() => ID, { description: 'Its id within the inquiry.' })
  get deadlineId(): string {
    return this.#recorded.deadlineId;
  }

  @Field(() => Narrative, { description: 'What is due.' })
  get what(): Narrative {
    return requiredNarrative(this.#moment, this.#recorded.what);
  }

  @Field(() => Occurred, { description: 'When it is due: the end of the day where only a date is given.' })
  get due(): Occurred {
    return new Occurred(this.#recorded.due);
  }

  @Field(() => DeadlineBasisEnum, { description: 'On what it rests.' })
  get basis(): string {
    return this.#recorded.basis;
  }

  @Field(() => typeNamed('Claim'), { nullable: true, description: 'With PROMISE: the claim that promised it.' })
  get promise(): MaybePromise<Claim | null> {
    const { promise } = this.#recorded;
    return promise ? new Attribution(this.#moment, { kind: 'CLAIM', ...promise }).claim : null;
  }

  @Field(() => ID, { nullable: true, description: 'The entry that says that it was met; null while it was not.' })
  get met(): string | null {
    return this.#recorded.met ?? null;
  }

  @Field(() => [ID], {
    description: 'The entries that say that it passed unmet; one that was moved may pass more than once.',
  })
  get passed(): readonly string[] {
    return this.#passed.map(({ entry }) => entry);
  }

  @Field(() => [ID], { description: 'The entries that moved it.' })
  get moved(): readonly string[] {
    return this.#recorded.moved;
  }

  @Field(() => ID, { description: 'The entry that set it.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}
