import { Field, ID, ObjectType } from '@nestjs/graphql';
import { typeNamed } from '../common/node.registry.js';
import type { AccessSpan, Participation as Recorded, StreamName } from '#domain';
import type { AgencyNode } from '../agency/agency.type.js';
import { Attribution, attribution } from '../common/attribution.type.js';
import { EvidenceAccessEnum, ParticipationRoleEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Occurred } from '../common/occurred.type.js';
import { Party, party } from '../common/party.type.js';
import { Narrative, optionalNarrative } from '../common/narrative.type.js';
import type { Moment } from '../moment/moment.js';

@ObjectType({ description: 'How a part in an inquiry ended.' })
export class Departure {
  readonly #moment: Moment;
  readonly #ended: NonNullable<Recorded['ended']>;

  constructor(moment: Moment, ended: NonNullable<Recorded['ended']>) {
    this.#moment = moment;
    this.#ended = ended;
  }

  @Field(() => Occurred, { description: 'When.' })
  get at(): Occurred {
    return new Occurred(this.#ended.at);
  }

  @Field(() => String, {
    description: 'WITHDREW, EXCLUDED, HANDED_OVER, COMPLETED, or CHANGED_ROLE where it went on in another.',
  })
  get because(): string {
    return this.#ended.because;
  }

  @Field(() => Party, { nullable: true, description: 'Who decided it.' })
  get decidedBy(): Party | null {
    return party(this.#moment, this.#ended.decidedBy);
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.#ended.entry;
  }
}

@ObjectType({ description: 'A part that an agency takes or took in an inquiry: an interval.' })
export class Participation {
  readonly #moment: Moment;
  readonly #part: Recorded;

  constructor(moment: Moment, part: Recorded) {
    this.#moment = moment;
    this.#part = part;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.#moment.find(this.#part.agency, 'Agency');
  }

  @Field(() => ParticipationRoleEnum, { description: 'As what.' })
  get role(): string {
    return this.#part.role;
  }

  @Field(() => Occurred, { description: 'Since when.' })
  get since(): Occurred {
    return new Occurred(this.#part.since);
  }

  @Field(() => Departure, { nullable: true, description: 'How and when it ended; null while it goes on.' })
  get ended(): Departure | null {
    return this.#part.ended ? new Departure(this.#moment, this.#part.ended) : null;
  }

  @Field(() => Party, { nullable: true, description: 'Who decided it.' })
  get decidedBy(): Party | null {
    return party(this.#moment, this.#part.decidedBy);
  }

  @Field(() => Attribution, { nullable: true, description: 'Who says so.' })
  get attribution(): Attribution | null {
    return attribution(this.#moment, this.#part.attribution);
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.#part.entry;
  }
}

@ObjectType('EvidenceAccessInterval', { description: "An agency's access to the evidence: an interval." })
export class EvidenceAccess {
  readonly #moment: Moment;
  readonly #access: AccessSpan & { readonly agency: StreamName };

  constructor(moment: Moment, access: AccessSpan & { readonly agency: StreamName }) {
    this.#moment = moment;
    this.#access = access;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.#moment.find(this.#access.agency, 'Agency');
  }

  @Field(() => EvidenceAccessEnum, { description: 'What access it has or had.' })
  get access(): string {
    return this.#access.access;
  }

  @Field(() => Narrative, { nullable: true, description: 'To what: case materials, scene evidence, interviews.' })
  get to(): Narrative | null {
    return optionalNarrative(this.#moment, this.#access.to, this.#access.entry, '/data/to');
  }

  @Field(() => Occurred, { description: 'Since when.' })
  get since(): Occurred {
    return new Occurred(this.#access.since);
  }

  @Field(() => Occurred, { nullable: true, description: 'When it next changed; null while it stands.' })
  get until(): Occurred | null {
    return this.#access.until ? new Occurred(this.#access.until.at) : null;
  }

  @Field(() => Party, { nullable: true, description: 'Who decided it.' })
  get decidedBy(): Party | null {
    return party(this.#moment, this.#access.decidedBy);
  }

  @Field(() => Attribution, { nullable: true, description: 'Who says so.' })
  get attribution(): Attribution | null {
    return attribution(this.#moment, this.#access.attribution);
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.#access.entry;
  }
}
