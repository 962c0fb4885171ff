import { Field, ObjectType } from '@nestjs/graphql';
import { currentRegistration, type Person } from '#domain';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import type { AgencyNode } from '../agency/agency.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative } from '../common/narrative.type.js';
import { Node } from '../common/node.interface.js';
import { registerType, typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { PersonalValue } from '../common/personal-value.union.js';
import type { IncidentNode } from '../incident/incident.type.js';
import { RecordNode } from '../record/record.node.js';
import { ErasureRequest, PersonalRestriction } from './erasure-request.type.js';
import { Disclosure, Erasure, OfficerStanding, PersonalField, PersonLink } from './person-parts.type.js';
import { PersonKindEnum } from './person-enums.js';

@ObjectType('Person', {
  implements: () => [Node],
  description:
    'A person. What is known of them is personal data: each value is shown, withheld with a reason, or erased, by what may be seen now, in views of the past too.',
})
export class PersonNode extends RecordNode<Person> {
  @Field(() => PersonKindEnum, { nullable: true, description: 'Private, an officer, or a public official.' })
  get kind(): string | null {
    return currentRegistration(this.state)?.kind ?? null;
  }

  @Field(() => String, { description: 'How to speak of them without a name: "a person", "an officer".' })
  get neutral(): string {
    return this.moment.reading.subjects.neutral(this.id);
  }

  @Field(() => PersonalValue, { nullable: true, description: 'The name; null only where none is on record.' })
  get name(): MaybePromise<Value | null> {
    return this.latest('name');
  }

  @Field(() => PersonalValue, { nullable: true, description: 'The age in years; null only where none is on record.' })
  get age(): MaybePromise<Value | null> {
    return this.latest('age');
  }

  @Field(() => PersonalValue, { nullable: true, description: 'The gender; null only where none is on record.' })
  get gender(): MaybePromise<Value | null> {
    return this.latest('gender');
  }

  @Field(() => PersonalValue, { nullable: true, description: 'The race; null only where none is on record.' })
  get race(): MaybePromise<Value | null> {
    return this.latest('race');
  }

  @Field(() => PersonalValue, { nullable: true, description: 'The nationality; null only where none is on record.' })
  get nationality(): MaybePromise<Value | null> {
    return this.latest('nationality');
  }

  @Field(() => [PersonalField], { description: 'All that is on record of them, in world order.' })
  get described(): PersonalField[] {
    return this.state.described.map((one) => new PersonalField(this.moment, one));
  }

  @Field(() => Narrative, { nullable: true, description: 'Of a public official: the office.' })
  get office(): Narrative | null {
    const office = currentRegistration(this.state)?.office;
    return office === undefined ? null : new Narrative(this.moment, office);
  }

  @Field(() => Occurred, {
    nullable: true,
    description:
      'Of a public official: the term of office. Their name is public where all that they are on record for may have been in it.',
  })
  get term(): Occurred | null {
    const term = currentRegistration(this.state)?.term;
    return term ? new Occurred(term) : null;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency that they serve or lead.' })
  get agency(): MaybePromise<AgencyNode | null> {
    const agency = currentRegistration(this.state)?.agency;
    return agency ? this.moment.find(agency, 'Agency') : null;
  }

  @Field(() => [OfficerStanding], { description: 'Of an officer: their standing with their agency, in world order.' })
  get officerStatuses(): OfficerStanding[] {
    return this.state.officerStatuses.map((one) => new OfficerStanding(this.moment, one));
  }

  @Field(() => [PersonLink], { description: 'What is said of whether other records are of the same person.' })
  get links(): PersonLink[] {
    return this.state.links.map((one) => new PersonLink(this.moment, one));
  }

  @Field(() => [typeNamed('Incident')], { description: 'The incidents that they had a part in.' })
  get incidents(): MaybePromise<IncidentNode[]> {
    return this.moment.linked(this.id, 'incident', 'Incident');
  }

  @Field(() => [Disclosure], { description: 'What the public may see of them, and why, at this moment of the record.' })
  get disclosures(): Disclosure[] {
    return this.state.disclosures.map((one) => new Disclosure(this.moment, this.id, one));
  }

  @Field(() => [PersonalRestriction], {
    description: 'What is kept from the public, whatever was disclosed, at this moment of the record.',
  })
  get restrictions(): PersonalRestriction[] {
    return this.state.restrictions.map((one) => new PersonalRestriction(this.moment, one));
  }

  @Field(() => [ErasureRequest], { description: 'Requests to erase, each with what was decided.' })
  get erasureRequests(): ErasureRequest[] {
    return this.state.erasureRequests.map((one) => new ErasureRequest(this.moment, one));
  }

  @Field(() => [Erasure], { description: 'What was erased, at this moment of the record.' })
  get erasures(): Erasure[] {
    return this.state.erasures.map((one) => new Erasure(this.moment, this.view, one));
  }

  /** All values of a field that are on record at this moment; what excludes each other may stand side by side. */
  valuesOf(field: string): Promise<Value[]> {
    const described = this.state.described.filter((one) => one.field === field);
    const { personal } = this.moment.reading;
    return Promise.all(described.map(({ sealed }) => personal.read({ subject: this.id, field, leaves: sealed })));
  }

  /** From the record at this moment: a value that was learned of later was not known then. */
  private latest(field: string): MaybePromise<Value | null> {
    const described = this.state.described.findLast((one) => one.field === field);
    if (!described) return null;
    return this.moment.reading.personal.read({ subject: this.id, field, leaves: described.sealed });
  }
}
registerType('Person', PersonNode);
