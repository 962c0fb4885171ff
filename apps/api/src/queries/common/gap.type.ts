import { Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

@ObjectType({ description: 'An entry that does not fit the sequence: recorded all the same, and shown.' })
export class Gap {
  @Field(() => ID, { description: 'The entry.' })
  readonly entry!: string;

  @Field(() => String, { description: 'What does not fit, in words.' })
  readonly why!: string;
}

@ObjectType({ description: 'What is left of a record that was retracted: the record stays and answers.' })
export class Tombstone {
  @Field(() => String, { description: 'DUPLICATE, FABRICATED, OUT_OF_SCOPE, UNVERIFIABLE or LEGAL_ORDER.' })
  readonly because!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was retracted.' })
  readonly at!: string;

  @Field(() => ID, { description: 'The entry that retracted it.' })
  readonly entry!: string;

  @Field(() => ID, { nullable: true, description: 'The record that it is a duplicate of.' })
  readonly duplicateOf?: string;
}
