import { labelOf, type VocabularyName } from '#domain';

const VOCABULARY_OF: Readonly<Record<string, VocabularyName>> = {
  gender: 'Gender',
  race: 'Race',
  immigrationStatus: 'ImmigrationStatus',
};
const COUNTRIES: ReadonlySet<string> = new Set(['nationality', 'citizenship']);
const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/**
 * One text for a value that was sealed leaf by leaf.
 * @param leaves by path within the value: `full`, `code`, `raw/value`
 */
export function presentable(field: string, leaves: ReadonlyMap<string, string>): { value: string; code?: string } {
  const code = leaves.get('code');
  if (code !== undefined) return { value: leaves.get('raw/value') ?? labelFor(field, code), code };
  const whole = leaves.get('full') ?? leaves.get('value') ?? leaves.get('text') ?? leaves.get(field);
  return { value: whole ?? [...leaves.values()].join(', ') };
}

function labelFor(field: string, code: string): string {
  if (COUNTRIES.has(field)) return countryNames.of(code) ?? code;
  const vocabulary = VOCABULARY_OF[field];
  return (vocabulary && labelOf(vocabulary, code)) ?? code;
}
