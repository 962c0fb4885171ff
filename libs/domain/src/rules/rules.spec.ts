import type { RuleName } from '../shared/marks.js';
import { RULES } from './index.js';

const now = Date.parse('2026-03-01T12:00:00Z');
/** Paths of what the rule finds wrong. */
const wrongIn = (rule: RuleName, value: unknown) => RULES[rule](value as never, { now }).map(({ path }) => path);
const at = (edtf: string) => ({ edtf, zone: 'America/Chicago' });

const FINE: readonly (readonly [RuleName, unknown])[] = [
  ['COUNT', { value: 0 }],
  ['COUNT', { min: 1, max: 1 }],
  ['COUNTRY', 'US'],
  ['COUNTRY', 'XK'],
  ['CURRENCY', 'USD'],
  ['DISTINCT', [{ code: 'RAID' }, { code: 'SEARCH' }]],
  ['DISTINCT', ['a', 'b']],
  ['EDTF', '2026-01~'],
  ['NOT_FUTURE', at('2026-03-02')],
  ['NOT_FUTURE', at('XXXX')],
  ['NOT_FUTURE', at('../2030')],
  ['NOT_FUTURE', at('2026-02/2027-01')],
  ['NOT_FUTURE', '2026-03-02'],
  ['NOT_PAST', '2026-03-01T12:00:01Z'],
  ['PLACE', { country: 'US' }],
  ['PLACE', { country: 'US', region: 'US-MN' }],
  ['WEB_ADDRESS', 'https://example.org/a?b#c'],
  ['ZONE', 'America/Chicago'],
  ['ZONE', 'UTC'],
  ['WEB_ADDRESS', 'HTTP://example.org'],
];

const WRONG: readonly (readonly [RuleName, unknown, string])[] = [
  ['COUNT', {}, ''],
  ['COUNT', { min: 1 }, ''],
  ['COUNT', { max: 1 }, ''],
  ['COUNT', { value: 5, max: 1 }, ''],
  ['COUNT', { min: 2, max: 1 }, '/max'],
  ['COUNTRY', 'XX', ''],
  ['COUNTRY', 'EU', ''],
  ['COUNTRY', 'SU', ''],
  ['COUNTRY', 'ZZ', ''],
  ['CURRENCY', 'ZZZ', ''],
  ['DISTINCT', [{ code: 'RAID' }, { code: 'RAID', raw: { scheme: 's', value: 'raid' } }], '/1'],
  ['DISTINCT', ['a', 'b', 'a'], '/2'],
  ['EDTF', 'yesterday', ''],
  ['NOT_FUTURE', at('2026-03-04'), '/edtf'],
  ['NOT_FUTURE', at('2027/..'), '/edtf'],
  ['NOT_FUTURE', '2027', ''],
  ['NOT_FUTURE', 'tomorrow', ''],
  ['NOT_PAST', '2026-03-01T12:00:00Z', ''],
  ['NOT_PAST', '2027-02-30T12:00:00Z', ''],
  ['NOT_PAST', '2027-13-01T12:00:00Z', ''],
  ['PLACE', { country: 'CA', region: 'US-MN' }, '/region'],
  ['WEB_ADDRESS', 'javascript:alert(1)', ''],
  ['ZONE', 'America/Gotham', ''],
  ['ZONE', 'america/chicago', ''],
  ['WEB_ADDRESS', 'file:///etc/passwd', ''],
  ['WEB_ADDRESS', 'example.org', ''],
  ['WEB_ADDRESS', 'https://', ''],
  ['WEB_ADDRESS', 'https:///path', ''],
  ['WEB_ADDRESS', 'https://a b.org', ''],
];

describe('a value of the right form', () => {
  it.each(FINE)('is fine by the rule %s: %j', (rule, value) => expect(wrongIn(rule, value)).toEqual([]));

  it.each(WRONG)('is refused by the rule %s: %j', (rule, value, path) => expect(wrongIn(rule, value)).toEqual([path]));
});
