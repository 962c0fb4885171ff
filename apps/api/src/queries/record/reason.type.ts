import { Field, ObjectType } from '@nestjs/graphql';
import type { Reason as Recorded } from '#domain';
import { Narrative } from '../common/narrative.type.js';
import type { Moment } from '../moment/moment.js';

@ObjectType({ description: 'Why an editorial or administrative entry was recorded.' })
export class Reason {
  readonly #moment: Moment;
  readonly #recorded: Recorded;

  constructor(moment: Moment, recorded: Recorded) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => String, { nullable: true, description: 'A code, where the kind of entry has a list of them.' })
  get code(): string | null {
    return this.#recorded.code ?? null;
  }

  @Field(() => Narrative, { description: 'Why, in words.' })
  get text(): Narrative {
    return new Narrative(this.#moment, this.#recorded.text);
  }
}
