import { Field, ID, ObjectType } from '@nestjs/graphql';
import { typeNamed } from '../common/node.registry.js';
import type { IncidentAgency as RecordedAgency, Involvement as Recorded, StreamName } from '#domain';
import type { AgencyNode } from '../agency/agency.type.js';
import { IncidentAgencyRoleEnum, InvolvementRoleEnum, ThreeStateEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { IncidentFact, RECORD_OF_FACT } from './incident-fact.js';
import type { Moment } from '../moment/moment.js';
import type { PersonNode } from '../person/person.type.js';

@ObjectType({ description: 'A person and their part in an incident. One person may stand in several.' })
export class Involvement extends IncidentFact<Recorded> {
  @Field(() => typeNamed('Person'), { nullable: true, description: 'The person.' })
  get person(): MaybePromise<PersonNode | null> {
    return this.moment.find(this.recorded.person, 'Person');
  }

  @Field(() => ID, { description: 'Id of the person.' })
  get personId(): string {
    return this.recorded.person;
  }

  @Field(() => InvolvementRoleEnum, { description: 'Their part.' })
  get role(): string {
    return this.recorded.role;
  }

  @Field(() => ThreeStateEnum, { description: 'Whether they are a minor.' })
  get minor(): string {
    return this.recorded.minor;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'Of an officer: the agency they acted for.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.recorded.agency ? this.moment.find(this.recorded.agency, 'Agency') : null;
  }
}

@ObjectType({ description: 'An agency and its part in an incident.' })
export class IncidentAgency {
  constructor(
    private readonly moment: Moment,
    private readonly recorded: RecordedAgency,
    private readonly incident: StreamName,
  ) {}

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.moment.find(this.recorded.agency, 'Agency');
  }

  @Field(() => ID, { description: 'Id of the agency.' })
  get agencyId(): string {
    return this.recorded.agency;
  }

  @Field(() => IncidentAgencyRoleEnum, { description: 'Its part.' })
  get role(): string {
    return this.recorded.role;
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.recorded.entry;
  }
  @Field(() => ID, { description: RECORD_OF_FACT })
  get record(): StreamName {
    return this.incident;
  }
}
