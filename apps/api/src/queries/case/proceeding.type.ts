import { Field, ID, ObjectType } from '@nestjs/graphql';
import type * as Domain from '#domain';
import type { AgencyNode } from '../agency/agency.type.js';
import { Coded } from '../common/coded.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Money } from '../common/money.type.js';
import { Narrative, optionalNarrative, words } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { parties, Party, party } from '../common/party.type.js';
import { ReportedValue } from '../common/reported.value.js';
import { AppealOutcomeEnum } from './case-enums.js';

@ObjectType({ description: 'A prosecutor decided not to charge.' })
export class Declination extends ReportedValue<Domain.Declination> {
  @Field(() => typeNamed('Agency'), { nullable: true, description: 'Who declined.' })
  get agency(): MaybePromise<AgencyNode | null> {
    return this.recorded.agency ? this.moment.find(this.recorded.agency, 'Agency') : null;
  }

  @Field(() => [Party], { description: 'Whom it would have been against.' })
  get of(): Party[] {
    return parties(this.moment, this.recorded.of);
  }

  @Field(() => Narrative, { nullable: true, description: 'The reason given.' })
  get why(): Narrative | null {
    return words(this.moment, this.recorded.why);
  }
}

@ObjectType({ description: 'A step of a proceeding.' })
export class Proceeding extends ReportedValue<Domain.Proceeding> {
  @Field(() => Coded, { description: 'What was done: a code of the vocabulary Proceeding.' })
  get proceeding(): Coded {
    return new Coded('Proceeding', this.recorded.proceeding);
  }

  @Field(() => [Party], { description: 'Whom it concerns.' })
  get of(): Party[] {
    return parties(this.moment, this.recorded.of);
  }

  @Field(() => [ID], { description: 'Which charges it concerns.' })
  get chargeIds(): readonly string[] {
    return this.recorded.chargeIds;
  }

  @Field(() => Party, { nullable: true, description: 'Who did it.' })
  get by(): Party | null {
    return party(this.moment, this.recorded.by);
  }

  @Field(() => Narrative, { nullable: true, description: 'What was done or decided.' })
  get detail(): Narrative | null {
    return words(this.moment, this.recorded.detail);
  }
}

@ObjectType({ description: 'A sentence.' })
export class Sentence extends ReportedValue<Domain.Sentence> {
  @Field(() => Party, { description: 'Who was sentenced.' })
  get of(): Party {
    return new Party(this.moment, this.recorded.of);
  }

  @Field(() => [ID], { description: 'For which charges.' })
  get chargeIds(): readonly string[] {
    return this.recorded.chargeIds;
  }

  @Field(() => Narrative, { nullable: true, description: 'The sentence, in words.' })
  get sentence(): Narrative | null {
    return words(this.moment, this.recorded.sentence);
  }

  @Field(() => Money, { nullable: true, description: 'A fine.' })
  get fine(): Money | null {
    return this.recorded.fine ?? null;
  }
}

@ObjectType({ description: 'What was decided on an appeal.' })
export class AppealDecision extends ReportedValue<NonNullable<Domain.Appeal['decided']>> {
  @Field(() => AppealOutcomeEnum, { description: 'The outcome.' })
  get outcome(): string {
    return this.recorded.outcome;
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

@ObjectType({ description: 'An appeal.' })
export class Appeal extends ReportedValue<Domain.Appeal> {
  @Field(() => ID, { description: 'Its id within the case.' })
  get appealId(): string {
    return this.recorded.appealId;
  }

  @Field(() => Party, { description: 'Who appealed.' })
  get by(): Party {
    return new Party(this.moment, this.recorded.by);
  }

  @Field(() => Narrative, { nullable: true, description: 'What is appealed.' })
  get against(): Narrative | null {
    return words(this.moment, this.recorded.against);
  }

  @Field(() => Narrative, { nullable: true, description: 'The court or board that it goes to.' })
  get court(): Narrative | null {
    return optionalNarrative(this.moment, this.recorded.court, this.recorded.entry, '/data/court');
  }

  @Field(() => [ID], { description: 'Which charges it concerns.' })
  get chargeIds(): readonly string[] {
    return this.recorded.chargeIds;
  }

  @Field(() => AppealDecision, { nullable: true, description: 'What was decided; null while it was not.' })
  get decided(): AppealDecision | null {
    return this.recorded.decided ? new AppealDecision(this.moment, this.recorded.decided) : null;
  }
}
