import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Prejudgement as Computed } from '#domain';
import { enumType } from '../../graphql/choice-enum.js';
import type { AgencyNode } from '../agency/agency.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { typeNamed } from '../common/node.registry.js';
import type { InvestigationNode } from '../investigation/investigation.type.js';
import type { Moment } from '../moment/moment.js';
import type { StatementNode } from '../statement/statement.type.js';
import { Lag } from './lag.type.js';

export const PrejudgingPartEnum = enumType(
  'PrejudgingPart',
  {
    INVOLVED: 'It was involved in the incident.',
    INVESTIGATING: 'It takes or took part in the inquiry.',
  },
  'What an agency that called the incident justified has to do with it.',
);

@ObjectType({ description: 'A statement that called it justified before an investigation had found anything.' })
export class Prejudgement {
  readonly #moment: Moment;
  readonly #computed: Computed;

  constructor(moment: Moment, computed: Computed) {
    this.#moment = moment;
    this.#computed = computed;
  }

  @Field(() => typeNamed('Statement'), { nullable: true, description: 'The statement.' })
  get statement(): MaybePromise<StatementNode | null> {
    return this.#moment.find(this.#computed.statement, 'Statement');
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'The agency for which it was said.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.#moment.find(this.#computed.agency, 'Agency');
  }

  @Field(() => typeNamed('Agency'), {
    nullable: true,
    description: 'The agency that was involved or takes part: the same, or one that it is above.',
  })
  get through(): MaybePromise<AgencyNode | null> {
    return this.#moment.find(this.#computed.through, 'Agency');
  }

  @Field(() => PrejudgingPartEnum, { description: 'What that agency has to do with the incident.' })
  get part(): string {
    return this.#computed.part;
  }

  @Field(() => typeNamed('Investigation'), {
    nullable: true,
    description: 'The inquiry that had not found anything; null where there was none.',
  })
  get investigation(): MaybePromise<InvestigationNode | null> {
    const { investigation } = this.#computed;
    return investigation ? this.#moment.find(investigation, 'Investigation') : null;
  }

  @Field(() => Lag, { nullable: true, description: 'From the incident to the statement.' })
  get lag(): Lag | null {
    return (this.#computed.lag as Lag | undefined) ?? null;
  }

  @Field(() => [ID], { description: 'The entries that it rests on.' })
  get entries(): readonly string[] {
    return this.#computed.entries;
  }
}
