import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import type { ListedKind } from '#read-model';
import { EXAMPLE_IDS } from '../common/example-ids.js';
import { DEFAULT_PAGE } from '../common/page.args.js';
import { FILTERS, type FilterValue } from '../filter/filter.inputs.js';
import { AsOfInput } from '../moment/as-of.input.js';
import { ListedKindEnum } from '../root/root.args.js';
import { EntryChangeKindEnum } from './entry-change.type.js';

@InputType({ description: 'Which changes; everything that is given must hold.' })
export class ChangesFilter {
  @Field(() => [ID], {
    nullable: true,
    description: `Only of these records, 100 at most: \`["${EXAMPLE_IDS.incident}"]\`. Needed on the axis \`publicBy\`.`,
  })
  records?: string[] | null;

  @Field(() => [ListedKindEnum], {
    nullable: true,
    description: 'Only of records of these kinds: `[incident, case]`.',
  })
  kinds?: ListedKind[] | null;

  @Field(() => [EntryChangeKindEnum], {
    nullable: true,
    description: 'Only of records to which one of these was done: `[CORRECTED, WITHDRAWN, ERASED]`.',
  })
  changes?: string[] | null;

  @Field(() => FILTERS.incident, {
    nullable: true,
    description:
      'Only incidents that matched at the earlier moment, or match at the later one: `{ status: { in: [OPEN] } }`.',
  })
  incidents?: FilterValue | null;
}

/** From where to where; both on the order of the log, or both on the axis of what was public. */
@ArgsType()
export class BetweenArgs {
  @Field(() => AsOfInput, {
    description: 'The earlier moment: `{ index: 66 }`. What was recorded up to it, inclusive, is no change.',
  })
  from!: AsOfInput;

  @Field(() => AsOfInput, {
    nullable: true,
    description: 'The later moment, inclusive: `{ recordedBy: "2026-02-01" }`; by default the present.',
  })
  to?: AsOfInput | null;

  @Field(() => String, {
    nullable: true,
    description: "IANA zone in which a bare date ends: `America/Chicago`; the server's by default.",
  })
  zone?: string | null;

  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: 'How many, 100 at most.' })
  first: number = DEFAULT_PAGE;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor to go on after: `pageInfo.endCursor` of the page before.',
  })
  after?: string | null;
}

@ArgsType()
export class ChangesArgs extends BetweenArgs {
  @Field(() => ChangesFilter, {
    nullable: true,
    description: 'Which: `{ kinds: [incident], changes: [CORRECTED] }`.',
  })
  filter?: ChangesFilter | null;
}
