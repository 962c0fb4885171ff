import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Case } from '#domain';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import { type MaybePromise } from '../common/maybe-promise.js';
import { Narrative, words } from '../common/narrative.type.js';
import { Node } from '../common/node.interface.js';
import { registerType, typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { Party } from '../common/party.type.js';
import { PersonalValue } from '../common/personal-value.union.js';
import type { IncidentNode } from '../incident/incident.type.js';
import type { Moment } from '../moment/moment.js';
import { RecordNode } from '../record/record.node.js';
import type { SourceNode } from '../source/source.type.js';
import { CaseKindEnum, CaseRoleEnum, JurisdictionEnum, SideEnum } from './case-enums.js';
import { Charge } from './charge.type.js';
import { Arrest, CustodyInterval } from './custody.type.js';
import { Appeal, Declination, Proceeding, Sentence } from './proceeding.type.js';
import { Discipline, Judgment, Settlement, Suit } from './settlement.type.js';

@ObjectType({ description: 'A party of a case, and its part in it.' })
export class CaseParty {
  readonly #moment: Moment;
  readonly #recorded: Case['parties'][number];

  constructor(moment: Moment, recorded: Case['parties'][number]) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => Party, { description: 'Who.' })
  get party(): Party {
    return new Party(this.#moment, this.#recorded.value.party);
  }

  @Field(() => CaseRoleEnum, { description: 'As what.' })
  get as(): string {
    return this.#recorded.value.as;
  }

  @Field(() => ID, { description: 'The entry that it rests on.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType('Case', {
  implements: () => [Node],
  description: 'A proceeding: criminal, civil, disciplinary, immigration, habeas.',
})
export class CaseNode extends RecordNode<Case> {
  @Field(() => CaseKindEnum, { nullable: true, description: 'The kind.' })
  get kind(): string | null {
    return this.state.kind?.value ?? null;
  }

  @Field(() => SideEnum, { nullable: true, description: 'The side that it is against: always said, never guessed.' })
  get against(): string | null {
    return this.state.against?.value ?? null;
  }

  @Field(() => JurisdictionEnum, { nullable: true, description: 'Whose law.' })
  get jurisdiction(): string | null {
    return this.state.jurisdiction?.value ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'What it is called.' })
  get title(): Narrative | null {
    return words(this.moment, this.state.title?.value);
  }

  @Field(() => Narrative, { nullable: true, description: 'The court or board.' })
  get court(): Narrative | null {
    return words(this.moment, this.state.court?.value);
  }

  @Field(() => Narrative, { nullable: true, description: 'Docket number, where it identifies no private person.' })
  get docket(): Narrative | null {
    return words(this.moment, this.state.docket?.value.number);
  }

  @Field(() => PersonalValue, { nullable: true, description: 'Docket number that would identify a private person.' })
  get personalDocket(): Promise<Value | null> {
    return this.sealedDocket();
  }

  @Field(() => Occurred, { nullable: true, description: 'When it was opened.' })
  get opened(): Occurred | null {
    return this.state.opened ? new Occurred(this.state.opened.value) : null;
  }

  @Field(() => [CaseParty], { description: 'Its parties.' })
  get parties(): CaseParty[] {
    return this.state.parties.map((one) => new CaseParty(this.moment, one));
  }

  @Field(() => [typeNamed('Incident')], { description: 'The incidents that it is about.' })
  get incidents(): MaybePromise<IncidentNode[]> {
    return this.moment.findAll(
      this.state.incidents.map(({ value }) => value),
      'Incident',
    );
  }

  @Field(() => [Arrest], { description: 'Arrests, in world order.' })
  get arrests(): Arrest[] {
    return this.state.arrests.map((one) => new Arrest(this.moment, one));
  }

  @Field(() => [CustodyInterval], { description: 'Changes of custody, in world order.' })
  get custody(): CustodyInterval[] {
    return this.state.custody.map((one) => new CustodyInterval(this.moment, one));
  }

  @Field(() => [Charge], { description: 'Charges, each with its own status.' })
  get charges(): Charge[] {
    return this.state.charges.map((one) => new Charge(this.moment, one));
  }

  @Field(() => [Declination], { description: 'Decisions not to charge.' })
  get declinations(): Declination[] {
    return this.state.declinations.map((one) => new Declination(this.moment, one));
  }

  @Field(() => [Proceeding], { description: 'Its steps, in world order.' })
  get proceedings(): Proceeding[] {
    return this.state.proceedings.map((one) => new Proceeding(this.moment, one));
  }

  @Field(() => [Sentence], { description: 'Sentences.' })
  get sentences(): Sentence[] {
    return this.state.sentences.map((one) => new Sentence(this.moment, one));
  }

  @Field(() => [Appeal], { description: 'Appeals, each with what was decided.' })
  get appeals(): Appeal[] {
    return this.state.appeals.map((one) => new Appeal(this.moment, one));
  }

  @Field(() => [Suit], { description: 'Civil suits.' })
  get suits(): Suit[] {
    return this.state.suits.map((one) => new Suit(this.moment, one));
  }

  @Field(() => [Settlement], { description: 'Settlements.' })
  get settlements(): Settlement[] {
    return this.state.settlements.map((one) => new Settlement(this.moment, one));
  }

  @Field(() => [Judgment], { description: 'Judgments.' })
  get judgments(): Judgment[] {
    return this.state.judgments.map((one) => new Judgment(this.moment, one));
  }

  @Field(() => [Discipline], { description: 'Discipline, recommended or decided.' })
  get discipline(): Discipline[] {
    return this.state.discipline.map((one) => new Discipline(this.moment, one));
  }

  @Field(() => [typeNamed('Source')], { description: 'The sources that its entries name.' })
  get sources(): MaybePromise<SourceNode[]> {
    return this.moment.findAll(this.view.sources, 'Source');
  }

  /** States name the person of a sealed docket; where its value is kept stands in the entry. */
  private async sealedDocket(): Promise<Value | null> {
    const { docket } = this.state;
    if (!docket?.value.person) return null;
    const folded = await this.moment.folded.load(this.id);
    const entry = folded?.entries.find(({ id }) => id === docket.entry);
    const leaves = (entry?.sealed ?? []).filter(({ at }) => at === '/data/docket/number');
    if (leaves.length === 0) return null;
    return this.moment.reading.personal.read({ subject: docket.value.person, field: 'docket', leaves });
  }
}
registerType('Case', CaseNode);
