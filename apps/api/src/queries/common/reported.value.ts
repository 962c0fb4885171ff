import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Attribution as Who, EventId, Occurred as Time } from '#domain';
import type { Moment } from '../moment/moment.js';
import { Attribution, attribution } from './attribution.type.js';
import { Occurred } from './occurred.type.js';

export interface Reported {
  readonly entry: EventId;
  readonly at: Time;
  readonly attribution?: Who;
}

/** What every reported value says of itself. */
@ObjectType({ isAbstract: true })
export abstract class ReportedValue<Value extends Reported> {
  constructor(
    protected readonly moment: Moment,
    protected readonly recorded: Value,
  ) {}

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.recorded.entry;
  }

  @Field(() => Occurred, { description: 'When it was so, in the world.' })
  get at(): Occurred {
    return new Occurred(this.recorded.at);
  }

  @Field(() => Attribution, { nullable: true, description: 'Who says so.' })
  get attribution(): Attribution | null {
    return attribution(this.moment, this.recorded.attribution);
  }
}
