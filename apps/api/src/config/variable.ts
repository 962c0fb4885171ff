import type { TSchema } from '#typebox';

/**
 * One configuration variable. This declaration alone drives parsing, the error text at start and the table in
 * `docs/operators.md`.
 */
export interface Variable<T = unknown> {
  readonly name: string;
  /** JSON Schema of the value after parsing; its `type` decides how the text is read. */
  readonly schema: TSchema;
  /** Undefined where the variable is optional and has no value by default. */
  readonly default: T | undefined;
  readonly description: string;
  /** What is allowed, in words; shown in errors and in the table. */
  readonly allowed: string;
  /** The value is never shown, in no error and no log. */
  readonly secret: boolean;
  /** Checks what JSON Schema cannot say; returns why the value is wrong. */
  check?(value: T): string | undefined;
}

/** The TypeScript type of a variable's value. */
export type ValueOf<V> = V extends Variable<infer T> ? T : never;
