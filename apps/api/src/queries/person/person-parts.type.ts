import { Extensions, Field, ID, ObjectType } from '@nestjs/graphql';
import type {
  DataOf,
  DescribedField,
  DisclosureDecided,
  OfficerStanding as RecordedStanding,
  Person,
  PersonLink as RecordedLink,
  StreamName,
} from '#domain';
import type { RecordView } from '#read-model';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import type { AgencyNode } from '../agency/agency.type.js';
import { Coded } from '../common/coded.type.js';
import { ThreeStateEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, optionalNarrative } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { PersonalValue } from '../common/personal-value.union.js';
import { ReportedValue } from '../common/reported.value.js';
import type { Moment } from '../moment/moment.js';
import { exportsHolding } from '../record/exports-holding.js';
import { IssuedExport } from '../record/issued-export.type.js';
import type { PersonNode } from './person.type.js';
import { OfficerStatusEnum, PersonFieldEnum, PersonLinkKindEnum } from './person-enums.js';

@ObjectType({ description: 'That something is known of a person. That it is known is public; what it is, is not.' })
export class PersonalField extends ReportedValue<DescribedField> {
  @Field(() => PersonFieldEnum, { description: 'Which field.' })
  get field(): string {
    return this.recorded.field;
  }

  @Field(() => PersonalValue, { description: 'The value, or why it is not shown.' })
  get value(): Promise<Value> {
    const { field, sealed } = this.recorded;
    const subject = sealed[0]?.subject ?? '';
    return this.moment.reading.personal.read({ subject, field, leaves: sealed });
  }
}

@ObjectType({ description: "An officer's standing with their agency, as somebody reports it." })
export class OfficerStanding extends ReportedValue<RecordedStanding> {
  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.moment.find(this.recorded.agency, 'Agency');
  }

  @Field(() => OfficerStatusEnum, { description: 'The standing.' })
  get status(): string {
    return this.recorded.status;
  }

  @Field(() => ThreeStateEnum, { nullable: true, description: 'Whether they are paid meanwhile.' })
  get paid(): string | null {
    return this.recorded.paid ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'The reason given.' })
  get why(): Narrative | null {
    return this.recorded.why === undefined ? null : new Narrative(this.moment, this.recorded.why);
  }
}

@ObjectType({ description: 'Whether two records are of one person.' })
export class PersonLink {
  readonly #moment: Moment;
  readonly #recorded: RecordedLink;

  constructor(moment: Moment, recorded: RecordedLink) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => typeNamed('Person'), { nullable: true, description: 'The other record.' })
  get to(): MaybePromise<PersonNode | null> {
    return this.#moment.find(this.#recorded.to, 'Person');
  }

  @Field(() => PersonLinkKindEnum, { description: 'What is said of the two.' })
  get link(): string {
    return this.#recorded.link;
  }

  @Field(() => ID, { description: 'The entry that says so.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType({ description: 'A standing decision by which the public may see personal data.' })
export class Disclosure {
  readonly #moment: Moment;
  readonly #person: StreamName;
  readonly #recorded: Person['disclosures'][number];

  constructor(moment: Moment, person: StreamName, recorded: Person['disclosures'][number]) {
    this.#moment = moment;
    this.#person = person;
    this.#recorded = recorded;
  }

  @Field(() => [PersonFieldEnum], { description: 'Which fields.' })
  get fields(): readonly string[] {
    return this.#recorded.fields;
  }

  @Field(() => Coded, { description: 'On what ground: a code of the vocabulary DisclosureBasis.' })
  get basis(): Coded {
    return new Coded('DisclosureBasis', this.#recorded.basis);
  }

  @Field(() => Narrative, { nullable: true, description: 'The legal basis; null where that was not said.' })
  @Extensions({ cost: 2 })
  get legalBasis(): Promise<Narrative | null> {
    const { entry } = this.#recorded;
    return this.#moment.folded.load(this.#person).then((folded) => {
      const decided = folded?.entries.find(({ id }) => id === entry)?.data as
        DataOf<typeof DisclosureDecided> | undefined;
      return optionalNarrative(this.#moment, decided?.legalBasis, entry, '/data/legalBasis');
    });
  }

  @Field(() => Occurred, { description: 'When it was decided.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => ID, { description: 'The entry that decided it.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType({ description: 'An erasure of personal data.' })
export class Erasure {
  readonly #moment: Moment;
  readonly #person: RecordView<Person>;
  readonly #recorded: Person['erasures'][number];

  constructor(moment: Moment, person: RecordView<Person>, recorded: Person['erasures'][number]) {
    this.#moment = moment;
    this.#person = person;
    this.#recorded = recorded;
  }

  @Field(() => [PersonFieldEnum], { nullable: true, description: 'Which fields; null: all of them.' })
  get fields(): readonly string[] | null {
    return this.#recorded.fields === 'ALL' ? null : this.#recorded.fields;
  }

  @Field(() => Coded, { description: 'On what ground: a code of the vocabulary ErasureBasis.' })
  get basis(): Coded {
    return new Coded('ErasureBasis', this.#recorded.basis);
  }

  @Field(() => Occurred, { description: 'When it was done.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => ID, { description: 'The entry that erased it.' })
  get entry(): string {
    return this.#recorded.entry;
  }

  @Field(() => [ID], { description: 'The entries that say that it was checked.' })
  get verifiedBy(): readonly string[] {
    return this.#recorded.verifiedBy;
  }

  @Field(() => [IssuedExport], {
    description:
      'Exports that were made earlier and hold the record of this person: their recipients have to be told. One whose `personal` is NONE holds commitments and mentions, no value.',
  })
  @Extensions({ cost: 10 })
  get exports(): Promise<IssuedExport[]> {
    const { id: record, firstIndex: from } = this.#person;
    const { model, present } = this.#moment.reading;
    const until = model.locate(this.#recorded.entry)?.index;
    if (until === undefined) return Promise.resolve([]);
    return exportsHolding(this.#moment.reading, present, { record, from, until }).then((all) =>
      all.map((one) => new IssuedExport(one)),
    );
  }
}
