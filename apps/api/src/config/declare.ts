import { Type } from '#typebox';
import type { Variable } from './variable.js';

interface Common<T> {
  readonly description: string;
  readonly allowed?: string;
  readonly secret?: boolean;
  readonly check?: (value: T) => string | undefined;
}

/** A whole number within bounds, both inclusive. */
export const integer = (
  name: string,
  byDefault: number,
  [minimum, maximum]: readonly [number, number],
  description: string,
): Variable<number> => ({
  name,
  schema: Type.Integer({ minimum, maximum }),
  default: byDefault,
  description,
  allowed: `a whole number from ${minimum} to ${maximum}`,
  secret: false,
});

export const flag = (name: string, byDefault: boolean, description: string): Variable<boolean> => ({
  name,
  schema: Type.Boolean(),
  default: byDefault,
  description,
  allowed: '`true` or `false`',
  secret: false,
});

export const choice = <T extends string>(
  name: string,
  byDefault: T,
  values: readonly T[],
  description: string,
): Variable<T> => ({
  name,
  schema: Type.Enum([...values]),
  default: byDefault,
  description,
  allowed: values.map((value) => `\`${value}\``).join(', '),
  secret: false,
});

export const text = <D extends string | undefined>(
  name: string,
  byDefault: D,
  common: Common<string>,
): Variable<D extends undefined ? string | undefined : string> => ({
  name,
  schema: Type.String({ minLength: 1 }),
  default: byDefault as (D extends undefined ? string | undefined : string) | undefined,
  description: common.description,
  allowed: common.allowed ?? 'any text',
  secret: common.secret ?? false,
  check: common.check && ((value) => (value === undefined ? undefined : common.check?.(value))),
});

/** Values separated by commas. */
export const list = (name: string, common: Common<string[]>): Variable<string[]> => ({
  name,
  schema: Type.Array(Type.String({ minLength: 1 })),
  default: [],
  description: common.description,
  allowed: common.allowed ?? 'values separated by commas',
  secret: common.secret ?? false,
  check: common.check,
});
