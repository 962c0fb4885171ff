import type { Count } from '../shared/common.schemas.js';
import { FINE, type Rule } from './rule.js';

/** A number, or a range that is one: what says both, or half of one, cannot be counted with. */
export const countRule: Rule = ({ value, min, max }: Pick<Count, 'value' | 'min' | 'max'>) => {
  const given = JSON.stringify({ value, min, max });
  if (value !== undefined && (min ?? max) !== undefined)
    return [{ path: '', expected: 'either a `value`, or a `min` and a `max`', actual: given, why: 'Leave one out.' }];
  if (value === undefined && (min === undefined || max === undefined))
    return [
      {
        path: '',
        expected: 'either a `value`, or a `min` and a `max`',
        actual: given,
        why: 'With one bound only, give it as `value`, with the qualifier AT_LEAST or AT_MOST.',
      },
    ];
  if (min !== undefined && max !== undefined && min > max)
    return [{ path: '/max', expected: `at least \`min\`, which is ${min}`, actual: String(max) }];
  return FINE;
};
