import { Extensions, Field, ID, ObjectType } from '@nestjs/graphql';
import {
  type DataOf,
  type Deadline as RecordedDeadline,
  type DeadlineMet,
  type DeadlineMoved,
  DeadlineSet,
  type Entry,
  type EventId,
  type PassedDeadline,
  type StreamName,
} from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import { Attribution } from '../common/attribution.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, optionalNarrative, requiredNarrative } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { Party, party } from '../common/party.type.js';
import type { Moment } from '../moment/moment.js';
import type { Claim } from '../statement/claim.type.js';

export const DeadlineBasisEnum = enumOf(DeadlineSet.data.properties.basis);

@ObjectType({ description: 'That what was due was done.' })
export class DeadlineMeeting {
  @Field(() => ID, { description: 'The entry that says so.' })
  readonly entry!: string;

  @Field(() => Occurred, { description: 'When it was done.' })
  readonly at!: Occurred;

  @Field(() => Narrative, { nullable: true, description: 'How it was met; null where that was not said.' })
  readonly how!: Narrative | null;
}

@ObjectType({ description: 'That a deadline was moved.' })
export class DeadlineMove {
  @Field(() => ID, { description: 'The entry that says so.' })
  readonly entry!: string;

  @Field(() => Occurred, { description: 'When it was moved.' })
  readonly at!: Occurred;

  @Field(() => Occurred, { description: 'To when.' })
  readonly due!: Occurred;

  @Field(() => Party, { nullable: true, description: 'Who moved it; null where that was not said.' })
  readonly by!: Party | null;
}

@ObjectType({ description: 'Something that fell due, or will.' })
export class Deadline {
  readonly #moment: Moment;
  readonly #inquiry: StreamName;
  readonly #recorded: RecordedDeadline;
  readonly #passed: readonly PassedDeadline[];

  constructor(moment: Moment, inquiry: StreamName, recorded: RecordedDeadline, passed: readonly PassedDeadline[]) {
    this.#moment = moment;
    this.#inquiry = inquiry;
    this.#recorded = recorded;
    this.#passed = passed.filter(({ deadlineId }) => deadlineId === recorded.deadlineId);
  }

  @Field(() => ID, { description: 'Its id within the inquiry.' })
  get deadlineId(): string {
    return this.#recorded.deadlineId;
  }

  @Field(() => Narrative, { description: 'What is due.' })
  get what(): Narrative {
    return requiredNarrative(this.#moment, this.#recorded.what, this.#recorded.entry, '/data/what');
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

  @Field(() => DeadlineMeeting, { nullable: true, description: 'When and how it was met; null while it was not.' })
  @Extensions({ cost: 2 })
  get meeting(): Promise<DeadlineMeeting | null> {
    return this.#meeting();
  }

  async #meeting(): Promise<DeadlineMeeting | null> {
    const [met] = await this.#told<DataOf<typeof DeadlineMet>>(this.#recorded.met ? [this.#recorded.met] : []);
    if (!met) return null;
    const how = optionalNarrative(this.#moment, met.data.how, met.id, '/data/how');
    return { entry: met.id, at: new Occurred(met.occurred), how };
  }

  @Field(() => [DeadlineMove], { description: 'How it was moved, and by whom, in world order.' })
  @Extensions({ cost: 2 })
  get moves(): Promise<DeadlineMove[]> {
    return this.#moves();
  }

  async #moves(): Promise<DeadlineMove[]> {
    const told = await this.#told<DataOf<typeof DeadlineMoved>>(this.#recorded.moved);
    return told.map(({ id, occurred, data: { due, by } }) => ({
      entry: id,
      at: new Occurred(occurred),
      due: new Occurred(due),
      by: party(this.#moment, by),
    }));
  }

  /** What entries say of it, as they stand: the state keeps which they are. */
  async #told<Data>(ids: readonly EventId[]): Promise<(Pick<Entry, 'id' | 'occurred'> & { readonly data: Data })[]> {
    if (ids.length === 0) return [];
    const folded = await this.#moment.folded.load(this.#inquiry);
    const entries = folded?.entries ?? [];
    return ids.flatMap((id) => entries.filter((one) => one.id === id)) as never;
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
