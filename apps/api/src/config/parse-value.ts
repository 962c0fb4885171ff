import { Check } from '#typebox';
import type { Variable } from './variable.js';

export type Parsed = { readonly value: unknown } | { readonly problem: string };

/** Reads a variable's text as its schema says; secrets never appear in a problem. */
export function parseValue(variable: Variable, raw: string): Parsed {
  const shown = variable.secret ? 'its value (not shown)' : `"${raw}"`;
  const wrong = (why?: string): Parsed => ({
    problem: `${variable.name}: ${shown} is not allowed${why ? ` (${why})` : ''}; allowed is ${variable.allowed}`,
  });
  const value = coerce(variable, raw.trim());
  if (value === undefined || !Check(variable.schema, value)) return wrong();
  const why = variable.check?.(value);
  return why === undefined ? { value } : wrong(variable.secret ? undefined : why);
}

function coerce(variable: Variable, raw: string): unknown {
  switch ((variable.schema as { type?: string }).type) {
    case 'integer':
      // Number() would read "", "0x10" and "1e3" as numbers.
      return /^-?\d{1,15}$/.test(raw) ? Number(raw) : undefined;
    case 'boolean':
      return raw === 'true' ? true : raw === 'false' ? false : undefined;
    case 'array':
      return raw
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    default:
      return raw;
  }
}
