import { Field, ID, ObjectType } from '@nestjs/graphql';
import { typeNamed } from '../common/node.registry.js';
import type { IncidentLink as RecordedLink, StreamName, Verification as RecordedVerification } from '#domain';
import { IncidentRelationEnum, VerificationLevelEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Occurred } from '../common/occurred.type.js';
import type { Moment } from '../moment/moment.js';
import { RECORD_OF_FACT } from './incident-fact.js';
import type { IncidentNode } from './incident.type.js';

@ObjectType({ description: 'Id of the same incident in another tracker or file.' })
export class ExternalId {
  @Field(() => String, { description: 'Whose id it is.' })
  readonly scheme!: string;

  @Field(() => String, { description: 'The id.' })
  readonly value!: string;

  @Field(() => ID, { description: RECORD_OF_FACT })
  readonly record!: string;
}

@ObjectType({ description: 'How well certain entries of an incident are verified.' })
export class Verification {
  constructor(private readonly recorded: RecordedVerification) {}

  @Field(() => VerificationLevelEnum, { description: 'The level.' })
  get level(): string {
    return this.recorded.level;
  }

  @Field(() => [ID], { description: 'The entries that it holds for.' })
  get covers(): readonly string[] {
    return this.recorded.covers;
  }

  @Field(() => Occurred, { description: 'When it was judged.' })
  get at(): Occurred {
    return new Occurred(this.recorded.at);
  }

  @Field(() => ID, { description: 'The entry that says so.' })
  get entry(): string {
    return this.recorded.entry;
  }
}

@ObjectType({ description: 'A link from one incident to another.' })
export class IncidentLink {
  constructor(
    private readonly moment: Moment,
    private readonly recorded: RecordedLink,
    private readonly incident: StreamName,
  ) {}

  @Field(() => typeNamed('Incident'), { nullable: true, description: 'The other incident.' })
  get to(): MaybePromise<IncidentNode | null> {
    return this.moment.find(this.recorded.to, 'Incident');
  }

  @Field(() => IncidentRelationEnum, { description: 'How this one belongs to the other.' })
  get relation(): string {
    return this.recorded.relation;
  }

  @Field(() => ID, { description: 'The entry that linked them.' })
  get entry(): string {
    return this.recorded.entry;
  }
  @Field(() => ID, { description: RECORD_OF_FACT })
  get record(): StreamName {
    return this.incident;
  }
}
