import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'An amount of money.' })
export class Money {
  @Field(() => String, { description: 'The amount, a decimal number as a string: 1500000.00.' })
  readonly amount!: string;

  @Field(() => String, { description: 'ISO 4217: USD.' })
  readonly currency!: string;
}
