import { Field, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import { WARNINGS } from '#domain';
import { enumType } from '../../graphql/choice-enum.js';

export const WarningCode = enumType('WarningCode', WARNINGS, 'What a command may be warned of.');

@InterfaceType({
  description: 'Why nothing was recorded. Every refusal has these fields, kinds that are added later too.',
  resolveType: (refusal: object) => refusal.constructor.name,
})
export abstract class Refusal {
  @Field({ description: 'A code of the published registry, which keeps its meaning for ever: see `refusalCodes`.' })
  readonly code!: string;

  @Field({ description: 'What was wrong, with the actual value, and what to do.' })
  readonly message!: string;

  @Field(() => [String], {
    description:
      'Where in the arguments, from `input` down, list positions included; empty where no one place is to blame.',
  })
  readonly path!: readonly string[];
}

@ObjectType({ description: 'An actual value behind a refusal or a warning.' })
export class RefusalDetail {
  @Field({ description: 'What it is: `status`, `entry`.' })
  readonly key!: string;

  @Field(() => [String], { description: 'The value, or all of them where there are several.' })
  readonly values!: readonly string[];
}

@ObjectType({ description: 'Something that the caller should know, and may have to acknowledge.' })
export class Warning {
  @Field(() => WarningCode, { description: 'To be named in `acknowledge`.' })
  readonly code!: string;

  @Field({ description: 'What was noticed, with the actual value, and what to do.' })
  readonly message!: string;

  @Field(() => [String], { description: 'Where in the arguments; empty where no one place is to blame.' })
  readonly path!: readonly string[];

  @Field(() => [RefusalDetail], { description: 'The actual values.' })
  readonly details!: readonly RefusalDetail[];
}

@ObjectType({ description: 'One value that does not have the form that is required.' })
export class InputProblem {
  @Field(() => [String], { description: 'Where in the arguments, from `input` down.' })
  readonly path!: readonly string[];

  @Field({ description: 'What is expected there.' })
  readonly expected!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What was given, shortened; null where it is missing or personal.',
  })
  readonly actual?: string;

  @Field({ description: 'The whole sentence: where, what is expected, what was given, and what to do.' })
  readonly message!: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'Values do not have the form that is required (`INVALID_INPUT`).',
})
export class InvalidInput extends Refusal {
  @Field(() => [InputProblem], { description: 'All of them.' })
  readonly problems!: readonly InputProblem[];
}

@ObjectType({
  implements: () => Refusal,
  description: 'The record has changed since the revision that the caller expected (`CONFLICT`): read it again.',
})
export class Conflict extends Refusal {
  @Field(() => Int, { nullable: true, description: 'The revision that was expected.' })
  readonly expectedRevision?: number;

  @Field(() => Int, { nullable: true, description: 'The revision that the record is at.' })
  readonly actualRevision?: number;
}

@ObjectType({
  implements: () => Refusal,
  description: 'There are warnings that were not acknowledged (`UNACKNOWLEDGED`): name their codes in `acknowledge`.',
})
export class Unacknowledged extends Refusal {
  @Field(() => [Warning], { description: 'All that need it.' })
  readonly warnings!: readonly Warning[];
}

@ObjectType({ implements: () => Refusal, description: 'A rule does not allow it; the code says which.' })
export class RuleBroken extends Refusal {
  @Field(() => [RefusalDetail], { description: 'The actual values that the rule was judged by.' })
  readonly details!: readonly RefusalDetail[];
}

/** Every kind of refusal that a result may be. */
export const REFUSAL_TYPES = [InvalidInput, Conflict, Unacknowledged, RuleBroken] as const;
