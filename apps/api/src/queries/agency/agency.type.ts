import { Field, ID, ObjectType } from '@nestjs/graphql';
import {
  type Agency,
  AgencyJurisdiction,
  type AgencyName as RecordedName,
  type AgencyParent as RecordedParent,
  currentName,
  openParent,
} from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, requiredNarrative } from '../common/narrative.type.js';
import { Node } from '../common/node.interface.js';
import { registerType, typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import type { Moment } from '../moment/moment.js';
import { RecordNode } from '../record/record.node.js';

export const AgencyJurisdictionEnum = enumOf(AgencyJurisdiction);

const SINCE = 'Since when; of what the registration says, when it was registered: it may have been so long before.';

@ObjectType({ description: 'A name that an agency had or has.' })
export class AgencyName {
  readonly #moment: Moment;
  readonly #recorded: RecordedName;

  constructor(moment: Moment, recorded: RecordedName) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => Narrative, { description: 'The name.' })
  get name(): Narrative {
    return requiredNarrative(this.#moment, this.#recorded.name, this.#recorded.entry, '/data/name');
  }

  @Field(() => Occurred, { description: SINCE })
  get since(): Occurred {
    return new Occurred(this.#recorded.since);
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType({ description: 'An agency that another was or is part of: an interval.' })
export class AgencyParent {
  readonly #moment: Moment;
  readonly #recorded: RecordedParent;

  constructor(moment: Moment, recorded: RecordedParent) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency above.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.#moment.find(this.#recorded.agency, 'Agency');
  }

  @Field(() => Occurred, { description: SINCE })
  get since(): Occurred {
    return new Occurred(this.#recorded.since);
  }

  @Field(() => Occurred, { nullable: true, description: 'Until when; null while it is so.' })
  get until(): Occurred | null {
    return this.#recorded.ended ? new Occurred(this.#recorded.ended.at) : null;
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType('Agency', { implements: () => [Node], description: 'An agency: of a state, a city, a people, or private.' })
export class AgencyNode extends RecordNode<Agency> {
  @Field(() => String, { description: 'Its name now; "[withheld]" where that was withheld.' })
  get name(): string {
    return currentName(this.state) ?? '[withheld]';
  }

  @Field(() => [AgencyName], { description: 'The names that it had, in world order; the last is its name.' })
  get names(): AgencyName[] {
    return this.state.names.map((one) => new AgencyName(this.moment, one));
  }

  @Field(() => [String], { description: 'Other names that it goes by.' })
  get aliases(): string[] {
    return this.state.aliases.map(({ value }) => value);
  }

  @Field(() => AgencyJurisdictionEnum, { nullable: true, description: 'Whose agency it is.' })
  get jurisdiction(): string | null {
    return this.state.jurisdiction?.value ?? null;
  }

  @Field(() => String, { nullable: true, description: 'ORI code, as the FBI assigns it.' })
  get ori(): string | null {
    return this.state.ori?.value ?? null;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency that it is part of now.' })
  get parent(): MaybePromise<AgencyNode | null> {
    const parent = openParent(this.state);
    return parent ? this.moment.find(parent.agency, 'Agency') : null;
  }

  @Field(() => [AgencyParent], { description: 'The agencies that it was or is part of, in world order.' })
  get parents(): AgencyParent[] {
    return this.state.parents.map((one) => new AgencyParent(this.moment, one));
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency that took its place.' })
  get succeededBy(): MaybePromise<AgencyNode | null> {
    return this.state.succeededBy ? this.moment.find(this.state.succeededBy.value, 'Agency') : null;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency that it became part of.' })
  get mergedInto(): MaybePromise<AgencyNode | null> {
    return this.state.mergedInto ? this.moment.find(this.state.mergedInto.value, 'Agency') : null;
  }
}
registerType('Agency', AgencyNode);
