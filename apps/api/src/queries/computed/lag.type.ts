import { Field, Float, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Hours from one thing to another; where a time is inexact, between how many.' })
export class Lag {
  @Field(() => Float, { nullable: true, description: 'Hours, where both times are known to the minute.' })
  readonly hours?: number;

  @Field(() => Float, { description: 'The least that it can have been, in hours.' })
  readonly minHours!: number;

  @Field(() => Float, { nullable: true, description: 'The most that it can have been, in hours; null where open.' })
  readonly maxHours?: number;

  @Field(() => [ID], { description: 'The entries that it rests on.' })
  readonly entries!: readonly string[];
}

@ObjectType({ description: 'Hours from an incident to what followed; null where it did not, or the times do not say.' })
export class Lags {
  @Field(() => Lag, { nullable: true, description: 'To the first statement.' })
  readonly statement?: Lag;

  @Field(() => Lag, { nullable: true, description: 'To the first investigation that was announced or opened.' })
  readonly investigation?: Lag;

  @Field(() => Lag, { nullable: true, description: 'To the naming of an officer.' })
  readonly officerNamed?: Lag;

  @Field(() => Lag, { nullable: true, description: 'To the release of footage.' })
  readonly footage?: Lag;

  @Field(() => Lag, { nullable: true, description: 'To the first charges, against whomever.' })
  readonly charges?: Lag;

  @Field(() => Lag, { nullable: true, description: 'To the first charges against an officer.' })
  readonly chargesAgainstOfficer?: Lag;

  @Field(() => Lag, { nullable: true, description: 'To the last closing, once every investigation is closed.' })
  readonly closing?: Lag;
}
