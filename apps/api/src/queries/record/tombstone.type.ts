import { Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { Retraction } from '#domain';
import { Narrative, requiredNarrative } from '../common/narrative.type.js';
import type { Moment } from '../moment/moment.js';

@ObjectType({ description: 'What is left of a record that was retracted: the record stays and answers.' })
export class Tombstone {
  readonly #moment: Moment;
  readonly #retraction: Retraction;

  constructor(moment: Moment, retraction: Retraction) {
    this.#moment = moment;
    this.#retraction = retraction;
  }

  @Field(() => String, { description: 'DUPLICATE, FABRICATED, OUT_OF_SCOPE, UNVERIFIABLE or LEGAL_ORDER.' })
  get because(): string {
    return this.#retraction.because;
  }

  @Field(() => Narrative, { nullable: true, description: 'Why, in the words of whoever retracted it.' })
  get explanation(): Narrative | null {
    const { reason, entry } = this.#retraction;
    return reason ? requiredNarrative(this.#moment, reason.text, entry, '/reason/text') : null;
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was retracted.' })
  get at(): string {
    return this.#retraction.at;
  }

  @Field(() => ID, { description: 'The entry that retracted it.' })
  get entry(): string {
    return this.#retraction.entry;
  }

  @Field(() => ID, { nullable: true, description: 'The record that it is a duplicate of.' })
  get duplicateOf(): string | null {
    return this.#retraction.duplicateOf ?? null;
  }
}
