import { Compile } from '#typebox';

export interface Validator {
  Check(value: unknown): boolean;
}

/** Compiled when it is first asked: to compile a hundred takes longer than a start should, and most are not asked soon. */
export function validatorOf(schema: object): Validator {
  let compiled: Validator | undefined;
  return { Check: (value) => (compiled ??= Compile(schema)).Check(value) };
}
