import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { StreamName } from '#domain';
import { type Reported, ReportedValue } from '../common/reported.value.js';
import type { Moment } from '../moment/moment.js';

export const RECORD_OF_FACT = 'The incident that it is part of: the one that was asked for, or a duplicate of it.';

/** What is reported of an incident, in its own record or in that of a duplicate: it says in which. */
@ObjectType({ isAbstract: true })
export abstract class IncidentFact<Value extends Reported> extends ReportedValue<Value> {
  constructor(
    moment: Moment,
    recorded: Value,
    private readonly incident: StreamName,
  ) {
    super(moment, recorded);
  }

  @Field(() => ID, { description: RECORD_OF_FACT })
  get record(): StreamName {
    return this.incident;
  }
}
