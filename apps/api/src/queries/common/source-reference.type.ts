import { Field, ID, ObjectType } from '@nestjs/graphql';
import { typeNamed } from './node.registry.js';
import type { SourceReference as Recorded } from '#domain';
import type { Moment } from '../moment/moment.js';
import type { SourceNode } from '../source/source.type.js';
import type { MaybePromise } from './maybe-promise.js';
import { Narrative } from './narrative.type.js';

@ObjectType({ description: 'A source, and what of the entry it supports.' })
export class SourceReference {
  constructor(
    private readonly moment: Moment,
    private readonly recorded: Recorded,
  ) {}

  @Field(() => ID, { description: 'Id of the source.' })
  get id(): string {
    return this.recorded.source;
  }

  @Field(() => typeNamed('Source'), {
    nullable: true,
    description: 'The source; null where it is not on record at this moment.',
  })
  get source(): MaybePromise<SourceNode | null> {
    return this.moment.find(this.recorded.source, 'Source');
  }

  @Field(() => [String], { nullable: true, description: 'What it supports, RFC 6901 paths; null: the whole entry.' })
  get supports(): readonly string[] | null {
    return this.recorded.supports ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'Page, paragraph or time within the source.' })
  get locator(): Narrative | null {
    return this.recorded.locator === undefined ? null : new Narrative(this.moment, this.recorded.locator);
  }

  @Field(() => Narrative, { nullable: true, description: 'The passage relied on.' })
  get span(): Narrative | null {
    return this.recorded.span === undefined ? null : new Narrative(this.moment, this.recorded.span);
  }
}
