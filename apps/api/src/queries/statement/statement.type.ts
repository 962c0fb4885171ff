import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Issuer as RecordedIssuer, StanceKind, type StanceTaken, type Statement } from '#domain';
import { enumOf, enumType } from '../../graphql/choice-enum.js';
import type { AgencyNode } from '../agency/agency.type.js';
import { Coded } from '../common/coded.type.js';
import { ThreeStateEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, requiredNarrative, type TextPlace } from '../common/narrative.type.js';
import { Node } from '../common/node.interface.js';
import { registerType, typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import type { IncidentNode } from '../incident/incident.type.js';
import type { Moment } from '../moment/moment.js';
import type { PersonNode } from '../person/person.type.js';
import { RecordNode } from '../record/record.node.js';
import type { SourceNode } from '../source/source.type.js';
import { Claim } from './claim.type.js';

export const StanceKindEnum = enumOf(StanceKind);
export const StatementStatusEnum = enumType(
  'StatementStatus',
  { STANDING: 'It stands.', TAKEN_BACK: 'Its issuer took it back.' },
  'Whether a statement stands.',
);

@ObjectType({ description: 'Who said it: a person, an agency that it was said for, or people only described.' })
export class Issuer {
  readonly #moment: Moment;
  readonly #recorded: RecordedIssuer;

  constructor(moment: Moment, recorded: RecordedIssuer) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => typeNamed('Person'), { nullable: true, description: 'The person who spoke.' })
  get person(): MaybePromise<PersonNode | null> {
    return this.#recorded.person ? this.#moment.find(this.#recorded.person, 'Person') : null;
  }

  @Field(() => Narrative, { nullable: true, description: 'In what office they spoke.' })
  get office(): Narrative | null {
    return this.#recorded.office === undefined ? null : new Narrative(this.#moment, this.#recorded.office);
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency for which it was said.' })
  get onBehalfOf(): MaybePromise<AgencyNode | null> {
    return this.#recorded.onBehalfOf ? this.#moment.find(this.#recorded.onBehalfOf, 'Agency') : null;
  }

  @Field(() => Narrative, { nullable: true, description: 'People only described: "US officials".' })
  get described(): Narrative | null {
    return this.#recorded.described === undefined ? null : new Narrative(this.#moment, this.#recorded.described);
  }
}

@ObjectType({ description: 'What a statement makes of an incident, or of one entry.' })
export class Stance {
  readonly #recorded: StanceTaken;

  constructor(recorded: StanceTaken) {
    this.#recorded = recorded;
  }

  @Field(() => ID, { description: 'Id of the incident, or of the entry.' })
  get on(): string {
    return this.#recorded.on;
  }

  @Field(() => StanceKindEnum, { description: 'What it makes of it.' })
  get stance(): string {
    return this.#recorded.stance;
  }

  @Field(() => ID, { description: 'The entry that says so.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType({ description: 'The words as they were said.' })
export class Quote {
  readonly #moment: Moment;
  readonly #recorded: Statement['quotes'][number];
  readonly #place: TextPlace;

  constructor(moment: Moment, recorded: Statement['quotes'][number], place: TextPlace) {
    this.#moment = moment;
    this.#recorded = recorded;
    this.#place = place;
  }

  @Field(() => Narrative, { description: 'The words.' })
  get text(): Narrative {
    return new Narrative(this.#moment, this.#recorded.text, this.#place);
  }
}

@ObjectType('Statement', { implements: () => [Node], description: 'What someone said, split into claims.' })
export class StatementNode extends RecordNode<Statement> {
  @Field(() => StatementStatusEnum, { nullable: true, description: 'Whether it stands; null before it was issued.' })
  get status(): string | null {
    return this.state.status === 'NONE' ? null : this.state.status;
  }

  @Field(() => Occurred, { nullable: true, description: 'When it was uttered.' })
  get issued(): Occurred | null {
    return this.state.issued ? new Occurred(this.state.issued.value) : null;
  }

  @Field(() => Issuer, { nullable: true, description: 'Who said it.' })
  get issuer(): Issuer | null {
    return this.state.issuer ? new Issuer(this.moment, this.state.issuer.value) : null;
  }

  @Field(() => Coded, { nullable: true, description: 'By what medium: a code of the vocabulary StatementMedium.' })
  get medium(): Coded | null {
    const { medium } = this.state;
    return medium ? this.coded('StatementMedium', medium.value, medium.entry) : null;
  }

  @Field(() => ThreeStateEnum, { nullable: true, description: 'Whether it was sworn.' })
  get sworn(): string | null {
    return this.state.sworn?.value ?? null;
  }

  @Field(() => Narrative, { description: 'What was said, in short.' })
  get summary(): Narrative {
    const { summary, issued } = this.state;
    return requiredNarrative(this.moment, summary?.value, summary?.entry ?? issued?.entry, '/data/summary');
  }

  @Field(() => [Quote], { description: 'Quotations from it.' })
  get quotes(): Quote[] {
    return this.state.quotes.map(
      (one, n) => new Quote(this.moment, one, { entry: one.entry, path: `/data/quotes/${n}/text` }),
    );
  }

  @Field(() => [Claim], { description: 'The claims that it makes, those taken back included.' })
  get claims(): Claim[] {
    return this.state.claims.map((one) => new Claim(this.moment, this.id, one));
  }

  @Field(() => [Stance], { description: 'What it makes of incidents and entries.' })
  get stances(): Stance[] {
    return this.state.stances.map((one) => new Stance(one));
  }

  @Field(() => [typeNamed('Incident')], { description: 'The incidents that it is about.' })
  get incidents(): MaybePromise<IncidentNode[]> {
    return this.moment.findAll(
      this.state.incidents.map(({ value }) => value),
      'Incident',
    );
  }

  @Field(() => ID, { nullable: true, description: 'The entry that issued it.' })
  get entry(): string | null {
    return this.state.issued?.entry ?? null;
  }

  @Field(() => [typeNamed('Source')], { description: 'The sources that its entries name.' })
  get sources(): MaybePromise<SourceNode[]> {
    return this.moment.findAll(this.view.sources, 'Source');
  }
}
registerType('Statement', StatementNode);
