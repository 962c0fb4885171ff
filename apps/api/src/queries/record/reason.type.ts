import { Field, ObjectType } from '@nestjs/graphql';
import type { EventId, Reason as Recorded } from '#domain';
import { Narrative, requiredNarrative } from '../common/narrative.type.js';
import type { Moment } from '../moment/moment.js';

@ObjectType({ description: 'Why an editorial or administrative entry was recorded.' })
export class Reason {
  readonly #moment: Moment;
  readonly #recorded: Recorded;
  readonly #entry: EventId;

  /** @param entry whose reason it is */
  constructor(moment: Moment, recorded: Recorded, entry: EventId) {
    this.#moment = moment;
    this.#recorded = recorded;
    this.#entry = entry;
  }

  @Field(() => String, { nullable: true, description: 'A code, where the kind of entry has a list of them.' })
  get code(): string | null {
    return this.#recorded.code ?? null;
  }

  @Field(() => Narrative, { description: 'Why, in words.' })
  get text(): Narrative {
    return requiredNarrative(this.#moment, this.#recorded.text, this.#entry, '/reason/text');
  }
}
