import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Incident, type StreamName, verificationSummary } from '#domain';
import { RECORD_OF_FACT } from './incident-fact.js';
import { Verification } from './incident-parts.type.js';

@ObjectType({ description: 'A fact of an incident, and how well it is verified.' })
export class FactVerification {
  @Field(() => ID, { description: 'The entry of the fact.' })
  readonly fact!: string;

  @Field(() => String, { description: 'What was recorded, for instance `ForceReported`.' })
  readonly type!: string;

  @Field(() => Verification, {
    nullable: true,
    description: 'The last verification that covers it; null where none does.',
  })
  readonly verification!: Verification | null;

  @Field(() => ID, { description: RECORD_OF_FACT })
  readonly record!: StreamName;
}

/** Each fact of a record with the verification that stands for it. */
export const verifiedFacts = (state: Incident): FactVerification[] =>
  verificationSummary(state).facts.map(({ verification, ...fact }) => ({
    ...fact,
    verification: verification ? new Verification(verification) : null,
    record: state.id,
  }));
