import { Field, ObjectType } from '@nestjs/graphql';
import { enumType } from '../graphql/choice-enum.js';
import { IncidentNode } from '../queries/incident/incident.type.js';
import { LoggedEvent } from '../queries/record/history.type.js';

export const ChangeKindEnum = enumType(
  'IncidentChangeKind',
  {
    ENTERED: 'It came to match the filter.',
    CHANGED: 'It matched before, and does still.',
    LEFT: 'It matched before, and does no longer: closed, merged, retracted.',
  },
  'What a change means to whoever watches a filter.',
);

@ObjectType({ description: 'One incident, changed by one event: directly, or by what was done about it.' })
export class IncidentChange {
  @Field(() => String, { description: 'Pass it as `after` to go on from here, on any node.' })
  readonly cursor!: string;

  @Field(() => ChangeKindEnum, { description: 'What it means to the filter.' })
  readonly change!: string;

  @Field(() => LoggedEvent, { description: 'The event.' })
  readonly entry!: LoggedEvent;

  @Field(() => IncidentNode, { description: 'The incident as it stood after the event.' })
  readonly incident!: IncidentNode;
}

@ObjectType({ description: 'One event of the log.' })
export class LogEvent {
  @Field(() => String, { description: 'Pass it as `after` to go on from here, on any node.' })
  readonly cursor!: string;

  @Field(() => LoggedEvent, { description: 'The event.' })
  readonly entry!: LoggedEvent;
}
