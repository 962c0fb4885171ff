import { Field, InputType } from '@nestjs/graphql';
import { enumType } from '../../graphql/choice-enum.js';

export const RangeMatchEnum = enumType(
  'RangeMatch',
  {
    POSSIBLE: 'It may have happened within the range.',
    CERTAIN: 'It cannot have happened outside of the range.',
  },
  'How an inexact date is held against a range.',
);

@InputType({
  description:
    'From one moment to another, both inclusive; a side that is left out has no limit. A date-time with an offset is that instant; a bare date means the whole day in `zone`.',
})
export class DateRangeInput {
  @Field(() => String, { nullable: true, description: 'From: `2026-01-07`, or `2026-01-07T18:00:00-06:00`.' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'To: `2026-01-15`, or `2026-01-15T18:00:00-06:00`.' })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "IANA zone in which a bare date is meant: `America/Chicago`; the server's by default.",
  })
  zone?: string | null;
}

@InputType({ description: 'A range that inexact dates are held against.' })
export class InexactDateRangeInput extends DateRangeInput {
  @Field(() => RangeMatchEnum, { nullable: true, description: 'POSSIBLE unless said.' })
  match?: 'POSSIBLE' | 'CERTAIN' | null;
}
