import { Field, ID, ObjectType } from '@nestjs/graphql';
import {
  DeadlineSet,
  type Deadline as RecordedDeadline,
  FindingIssued,
  type Investigation,
  type PassedDeadline,
} from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import { Coded } from '../common/coded.type.js';
import { Occurred } from '../common/occurred.type.js';

export const DeadlineBasisEnum = enumOf(DeadlineSet.data.properties.basis);
export const FindingStageEnum = enumOf(FindingIssued.data.properties.stage);

@ObjectType({ description: 'Something that fell due, or will.' })
export class Deadline {
  readonly #recorded: RecordedDeadline;
  readonly #passed: readonly PassedDeadline[];

  constructor(recorded: RecordedDeadline, passed: readonly PassedDeadline[]) {
    this.#recorded = recorded;
    this.#passed = passed.filter(({ deadlineId }) => deadlineId === recorded.deadlineId);
  }

  @Field(() => ID, { description: 'Its id within the inquiry.' })
  get deadlineId(): string {
    return this.#recorded.deadlineId;
  }

  @Field(() => Occurred, { description: 'When it is due: the end of the day where only a date is given.' })
  get due(): Occurred {
    return new Occurred(this.#recorded.due);
  }

  @Field(() => DeadlineBasisEnum, { description: 'On what it rests.' })
  get basis(): string {
    return this.#recorded.basis;
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

@ObjectType({ description: 'A step of an inquiry.' })
export class Milestone {
  readonly #recorded: Investigation['milestones'][number];

  constructor(recorded: Investigation['milestones'][number]) {
    this.#recorded = recorded;
  }

  @Field(() => Coded, { description: 'What was done: a code of the vocabulary Milestone.' })
  get milestone(): Coded {
    return new Coded('Milestone', this.#recorded.milestone);
  }

  @Field(() => Occurred, { description: 'When.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType({ description: 'What an inquiry found.' })
export class Finding {
  readonly #recorded: Investigation['findings'][number];

  constructor(recorded: Investigation['findings'][number]) {
    this.#recorded = recorded;
  }

  @Field(() => Coded, { description: 'The finding: a code of the vocabulary Finding.' })
  get finding(): Coded {
    return new Coded('Finding', this.#recorded.finding);
  }

  @Field(() => FindingStageEnum, { description: 'Recommended, final, or under appeal.' })
  get stage(): string {
    return this.#recorded.stage;
  }

  @Field(() => Occurred, { description: 'When it was issued.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}
