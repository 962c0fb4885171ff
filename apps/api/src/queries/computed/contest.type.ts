import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Contest as Computed } from '#domain';
import { Attribution, attribution } from '../common/attribution.type.js';
import type { Moment } from '../moment/moment.js';

type ComputedVersion = Computed['versions'][number];

@ObjectType({ description: 'A fact that says so, and who says it.' })
export class ContestedFact {
  readonly #moment: Moment;
  readonly #fact: ComputedVersion['facts'][number];

  constructor(moment: Moment, fact: ComputedVersion['facts'][number]) {
    this.#moment = moment;
    this.#fact = fact;
  }

  @Field(() => ID, { description: 'The entry.' })
  get entry(): string {
    return this.#fact.entry;
  }

  @Field(() => Attribution, { nullable: true, description: 'Who says so.' })
  get attribution(): Attribution | null {
    return attribution(this.#moment, this.#fact.attribution);
  }
}

@ObjectType({ description: 'One of the values that exclude each other.' })
export class ContestedVersion {
  readonly #moment: Moment;
  readonly #version: ComputedVersion;

  constructor(moment: Moment, version: ComputedVersion) {
    this.#moment = moment;
    this.#version = version;
  }

  @Field(() => String, { description: 'The value.' })
  get value(): string {
    return this.#version.value;
  }

  @Field(() => [ContestedFact], { description: 'The facts that say so.' })
  get facts(): ContestedFact[] {
    return this.#version.facts.map((fact) => new ContestedFact(this.#moment, fact));
  }
}

@ObjectType({
  description: 'Facts that exclude each other and stand side by side: the record does not settle them, it shows them.',
})
export class Contest {
  readonly #moment: Moment;
  readonly #computed: Computed;

  constructor(moment: Moment, computed: Computed) {
    this.#moment = moment;
    this.#computed = computed;
  }

  @Field(() => ID, { description: 'The record that the facts are part of.' })
  get record(): string {
    return this.#computed.record;
  }

  @Field(() => String, { description: 'Type of the entries: InjuryReported.' })
  get type(): string {
    return this.#computed.type;
  }

  @Field(() => String, { description: 'The field in which they differ.' })
  get aspect(): string {
    return this.#computed.aspect;
  }

  @Field(() => [ContestedVersion], { description: 'The values, each with the facts that say so.' })
  get versions(): ContestedVersion[] {
    return this.#computed.versions.map((version) => new ContestedVersion(this.#moment, version));
  }

  @Field(() => [ID], { description: 'The entries that it rests on.' })
  get entries(): readonly string[] {
    return this.#computed.entries;
  }
}
