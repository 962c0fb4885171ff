import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { EventId, StreamName } from '#domain';
import type { MaybePromise } from '../common/maybe-promise.js';
import type { Moment } from '../moment/moment.js';

@ObjectType('Disputed', {
  description:
    'Disputed is an incident where a standing assessment says that a claim is contradicted by another party, a source, a finding, or a later claim of its own issuer.',
})
export class DisputedValue {
  readonly #moment: Moment;
  readonly #incident: StreamName;

  constructor(
    moment: Moment,
    incident: StreamName,
    private readonly known: boolean,
  ) {
    this.#moment = moment;
    this.#incident = incident;
  }

  @Field(() => Boolean, { description: 'Whether any claim is disputed.' })
  get value(): boolean {
    return this.known;
  }

  @Field(() => [ID], { description: 'The entries of the assessments that say so.' })
  get basis(): MaybePromise<readonly EventId[]> {
    if (!this.known) return [];
    return this.#moment.accountability(this.#incident).then(({ disputed }) => disputed.entries);
  }
}
