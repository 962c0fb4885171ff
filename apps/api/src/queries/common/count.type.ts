import { Field, Int, ObjectType } from '@nestjs/graphql';
import { CountQualifierEnum } from './enums.js';

@ObjectType({ description: 'How many, of what, and how sure that is: a value, or a range.' })
export class Count {
  @Field(() => Int, { nullable: true, description: 'The number, where one is given.' })
  readonly value?: number;

  @Field(() => Int, { nullable: true, description: 'The least, inclusive.' })
  readonly min?: number;

  @Field(() => Int, { nullable: true, description: 'The most, inclusive.' })
  readonly max?: number;

  @Field(() => CountQualifierEnum, { description: 'How exact it is.' })
  readonly qualifier!: string;

  @Field(() => String, { nullable: true, description: 'What is counted; null where the words were withheld.' })
  readonly of?: string;
}
