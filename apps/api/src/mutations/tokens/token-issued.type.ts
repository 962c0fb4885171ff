import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Recording } from '../results/recording.interface.js';
import { declareRecord, unionOf } from '../results/result.types.js';

@ObjectType({
  implements: () => Recording,
  description: 'A token was issued. Its secret is shown here, and never again.',
})
export class TokenIssuedOnce extends Recording {
  @Field(() => ID, { description: 'Id of the token, by which it is revoked. No secret.' })
  readonly tokenId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What to present as `Authorization: Bearer <secret>`. Null where an earlier answer to the same command showed it, even if that answer was lost: revoke the token and issue another.',
  })
  readonly secret?: string;
}
declareRecord(TokenIssuedOnce, 'actor');

export const TokenResult = unionOf('TokenResult', TokenIssuedOnce);
