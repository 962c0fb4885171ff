import { Field, ObjectType } from '@nestjs/graphql';
import { labelOf, type VocabularyName } from '#domain';
import type { MaybePromise } from './maybe-promise.js';

@ObjectType({ description: "The source's own word for what we have a code for." })
export class Raw {
  @Field(() => String, { nullable: true, description: 'The vocabulary that the word comes from.' })
  readonly scheme?: string;

  @Field(() => String, { nullable: true, description: 'Version of that vocabulary.' })
  readonly schemeVersion?: string;

  @Field(() => String, { nullable: true, description: 'The word as it stands; null where it was withheld.' })
  readonly value?: string;
}

@ObjectType({ description: 'A code of a list that will grow; `vocabulary(name)` has the whole list.' })
export class Coded {
  @Field(() => String, { description: 'The code: UPPER_SNAKE, and never given another meaning.' })
  readonly code: string;

  constructor(
    private readonly vocabulary: VocabularyName,
    code: string,
    private readonly word?: () => MaybePromise<Raw | null>,
  ) {
    this.code = code;
  }

  @Field(() => String, { description: 'The code in English; the code itself where this server does not know it.' })
  get label(): string {
    return labelOf(this.vocabulary, this.code) ?? this.code;
  }

  @Field(() => Raw, { nullable: true, description: 'The word that the source uses, where it was recorded.' })
  get raw(): MaybePromise<Raw | null> {
    return this.word?.() ?? null;
  }
}
