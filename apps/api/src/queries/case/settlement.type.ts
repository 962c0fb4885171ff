import { Field, ObjectType } from '@nestjs/graphql';
import type * as Domain from '#domain';
import { Coded } from '../common/coded.type.js';
import { Money } from '../common/money.type.js';
import { Narrative, words } from '../common/narrative.type.js';
import { parties, Party, party } from '../common/party.type.js';
import { ReportedValue } from '../common/reported.value.js';
import { DisciplineStageEnum, JudgmentOutcomeEnum } from './case-enums.js';

@ObjectType({ description: 'A civil suit.' })
export class Suit extends ReportedValue<Domain.Suit> {
  @Field(() => [Party], { description: 'Who sues.' })
  get plaintiffs(): Party[] {
    return parties(this.moment, this.recorded.plaintiffs);
  }

  @Field(() => [Party], { description: 'Who is sued.' })
  get defendants(): Party[] {
    return parties(this.moment, this.recorded.defendants);
  }

  @Field(() => Narrative, { nullable: true, description: 'On what grounds, and what for.' })
  get claims(): Narrative | null {
    return words(this.moment, this.recorded.claims);
  }

  @Field(() => Money, { nullable: true, description: 'What is demanded.' })
  get demanded(): Money | null {
    return this.recorded.demanded ?? null;
  }
}

@ObjectType({ description: 'The parties settled.' })
export class Settlement extends ReportedValue<Domain.Settlement> {
  @Field(() => Money, { nullable: true, description: 'What is paid.' })
  get amount(): Money | null {
    return this.recorded.amount ?? null;
  }

  @Field(() => Party, { nullable: true, description: 'Who pays.' })
  get paidBy(): Party | null {
    return party(this.moment, this.recorded.paidBy);
  }

  @Field(() => [Party], { description: 'Who is paid.' })
  get paidTo(): Party[] {
    return parties(this.moment, this.recorded.paidTo);
  }

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the side that pays admits fault; null where not known.',
  })
  get faultAdmitted(): boolean | null {
    return this.recorded.faultAdmitted ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'The terms.' })
  get terms(): Narrative | null {
    return words(this.moment, this.recorded.terms);
  }
}

@ObjectType({ description: 'A court entered judgment.' })
export class Judgment extends ReportedValue<Domain.Judgment> {
  @Field(() => JudgmentOutcomeEnum, { description: 'For whom.' })
  get outcome(): string {
    return this.recorded.outcome;
  }

  @Field(() => Money, { nullable: true, description: 'What is awarded.' })
  get amount(): Money | null {
    return this.recorded.amount ?? null;
  }

  @Field(() => Party, { nullable: true, description: 'Who decided.' })
  get by(): Party | null {
    return party(this.moment, this.recorded.by);
  }

  @Field(() => Narrative, { nullable: true, description: 'What was decided.' })
  get detail(): Narrative | null {
    return words(this.moment, this.recorded.detail);
  }
}

@ObjectType({ description: 'Discipline, recommended or decided.' })
export class Discipline extends ReportedValue<Domain.Discipline> {
  @Field(() => DisciplineStageEnum, { description: 'Recommended, or final.' })
  get stage(): string {
    return this.recorded.stage;
  }

  @Field(() => Party, { description: 'Who.' })
  get of(): Party {
    return new Party(this.moment, this.recorded.of);
  }

  @Field(() => Party, { nullable: true, description: 'Who decided.' })
  get by(): Party | null {
    return party(this.moment, this.recorded.by);
  }

  @Field(() => Coded, { description: 'The measure: a code of the vocabulary Discipline.' })
  get discipline(): Coded {
    return new Coded('Discipline', this.recorded.discipline);
  }

  @Field(() => Narrative, { nullable: true, description: 'The measure, in words.' })
  get detail(): Narrative | null {
    return words(this.moment, this.recorded.detail);
  }
}
