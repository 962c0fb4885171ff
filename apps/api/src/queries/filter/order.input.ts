import { Field, InputType } from '@nestjs/graphql';
import type { Order } from '#read-model';
import { enumType } from '../../graphql/choice-enum.js';

export const OrderByEnum = enumType(
  'OrderBy',
  {
    OCCURRED: 'When it happened in the world; what has no date comes last.',
    RECORDED: 'When its first entry was recorded.',
    MOVED: 'When something last changed.',
    STALE_FROM: 'From when on it is stale; what awaits nothing comes last.',
    OVERDUE_FROM: 'From when on it is overdue; what is not due comes last.',
  },
  'What a list is ordered by.',
);
export const DirectionEnum = enumType(
  'Direction',
  { ASC: 'The earliest first.', DESC: 'The latest first.' },
  'In which direction a list is ordered.',
);

@InputType({ description: 'How a list is ordered. Ties stand as they were recorded.' })
export class OrderInput {
  @Field(() => OrderByEnum, { description: 'By what: `OCCURRED`.' })
  by!: Order['by'];

  @Field(() => DirectionEnum, { defaultValue: 'DESC', description: 'In which direction; the latest first by default.' })
  direction: Order['direction'] = 'DESC';
}

export const DEFAULT_ORDER: Order = { by: 'RECORDED', direction: 'DESC' };
