import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'An entry that does not fit the sequence: recorded all the same, and shown.' })
export class Gap {
  @Field(() => ID, { description: 'The entry.' })
  readonly entry!: string;

  @Field(() => String, { description: 'What does not fit, in words.' })
  readonly why!: string;
}
