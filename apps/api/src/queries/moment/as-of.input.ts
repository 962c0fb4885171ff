import { Field, InputType } from '@nestjs/graphql';
import { SafeInt } from '../common/scalars.js';

@InputType({ isOneOf: true, description: 'Which moment is asked for: exactly one of these.' })
export class AsOfInput {
  @Field(() => SafeInt, {
    nullable: true,
    description: 'An index of the log, from 0: everything up to that entry, inclusive: `66`.',
  })
  index?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What was on record then: a date-time (`2026-01-15T18:00:00-06:00`), or a date (`2026-01-15`: its end in `zone` is meant).',
  })
  recordedBy?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What anyone could know then: only facts with a source published by that date-time, or date (its end in `zone` is meant). Single records only.',
  })
  publicBy?: string | null;
}
