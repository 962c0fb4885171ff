import { Field, ID, ObjectType } from '@nestjs/graphql';
import { typeNamed } from '../common/node.registry.js';
import type { AccessSpan as RecordedAccess, AgencyParticipation, Participation as RecordedPart } from '#domain';
import type { AgencyNode } from '../agency/agency.type.js';
import { ParticipationRoleEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import type { InvestigationNode } from '../investigation/investigation.type.js';
import { EvidenceAccess, Participation } from '../investigation/participation.type.js';
import type { Moment } from '../moment/moment.js';

@ObjectType({ description: 'One agency in one inquiry: its parts and its access to the evidence, as intervals.' })
export class AgencyPart {
  readonly #moment: Moment;
  readonly #computed: AgencyParticipation;

  constructor(moment: Moment, computed: AgencyParticipation) {
    this.#moment = moment;
    this.#computed = computed;
  }

  @Field(() => typeNamed('Investigation'), { nullable: true, description: 'The inquiry.' })
  get investigation(): MaybePromise<InvestigationNode | null> {
    return this.#moment.find(this.#computed.investigation, 'Investigation');
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.#moment.find(this.#computed.agency, 'Agency');
  }

  @Field(() => ParticipationRoleEnum, { nullable: true, description: 'The part that it takes now; null: none.' })
  get current(): string | null {
    return this.#computed.current ?? null;
  }

  @Field(() => [Participation], { description: 'Its parts, in world order.' })
  get parts(): Participation[] {
    return this.#computed.parts.map((one: RecordedPart) => new Participation(this.#moment, one));
  }

  @Field(() => [EvidenceAccess], { description: 'Its access to the evidence, in world order.' })
  get access(): EvidenceAccess[] {
    const { agency } = this.#computed;
    return this.#computed.access.map((one: RecordedAccess) => new EvidenceAccess(this.#moment, { ...one, agency }));
  }

  @Field(() => [ID], { description: 'The entries that it rests on.' })
  get entries(): readonly string[] {
    return this.#computed.entries;
  }
}
