import { Type, type Static } from '#typebox';
import { FORM, MARK } from '../shared/marks.js';
import { object, token } from '../shared/schema.js';

/** An amount of money, to the last unit: a decimal string, since the log holds no fractions. */
export const Money = object(
  {
    amount: Type.String({
      [MARK]: 'coded',
      pattern: '^(?:0|[1-9]\\d{0,14})(?:\\.\\d{1,4})?$',
      [FORM]: 'a decimal number, not negative, with at most four decimals, such as "250000.00"',
      description: 'Decimal, not negative: "250000.00".',
    }),
    currency: token('ISO 4217 code: USD.', {
      pattern: '^[A-Z]{3}$',
      form: 'a currency code of ISO 4217, such as USD',
      rule: 'CURRENCY',
    }),
  },
  { name: 'Money', description: 'An amount of money.' },
);
export type Money = Static<typeof Money>;
