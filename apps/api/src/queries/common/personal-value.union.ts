import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import { enumType } from '../../graphql/choice-enum.js';

export const WithheldReasonEnum = enumType(
  'WithheldReason',
  {
    ROLE: 'Your role does not see it; another may.',
    MINOR: 'It is about a minor.',
    RESTRICTED: 'It was restricted.',
    COURT_ORDER: 'A court ordered it.',
    SAFETY: 'It would put someone in danger.',
    NOT_HELD: 'What answers is a copy that came without it; no server says so.',
    LOG_AWAY:
      'This server has not reached the log since it started, and so cannot know that it was not erased meanwhile: ask later.',
  },
  'Why a personal value is not shown.',
);

@ObjectType({ description: 'A personal value that you may see.' })
export class Disclosed {
  @Field(() => String, { description: "For people to read: the source's own word, or a label." })
  readonly value!: string;

  @Field(() => String, { nullable: true, description: 'The code, where the value is one.' })
  readonly code?: string;
}

@ObjectType({ description: 'A personal value that is on record, and that you may not see.' })
export class Withheld {
  @Field(() => WithheldReasonEnum, { description: 'Why not.' })
  readonly reason!: string;
}

@ObjectType({ description: 'A personal value that was on record and is gone, from views of the past too.' })
export class Erased {
  @Field(() => GraphQLDateTimeISO, { description: 'When the erasure was recorded.' })
  readonly at!: string;

  @Field(() => String, { nullable: true, description: 'On what ground: a code of the vocabulary ErasureBasis.' })
  readonly basis?: string;

  @Field(() => ID, { description: 'The entry that erased it.' })
  readonly entry!: string;
}

const CLASSES = { DISCLOSED: Disclosed, WITHHELD: Withheld, ERASED: Erased } as const;

export const PersonalValue = createUnionType({
  name: 'PersonalValue',
  description: 'A personal value, or why there is none to see. What is on record is never null.',
  types: () => [Disclosed, Withheld, Erased] as const,
  resolveType: ({ kind }: Value) => CLASSES[kind],
});
