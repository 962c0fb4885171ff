import type { Type } from '@nestjs/common';
import { Args, Context, Mutation } from '@nestjs/graphql';
import type { GraphQLContext } from '../graphql/graphql-context.js';
import { inputClass } from './inputs/input-type.js';
import type { Given, MutationPlan } from './mutation.plan.js';
import type { ResultType } from './results/result.types.js';

export type MutationMethod = (this: object, given: Given, context: GraphQLContext) => Promise<object>;

/** Gives a resolver class the method of one mutation, as the decorators would on a method that was written by hand. */
export function declareMutation(
  resolver: Type,
  plan: Pick<MutationPlan, 'name' | 'description' | 'input'>,
  result: ResultType,
  method: MutationMethod,
): void {
  const { name, description, input } = plan;
  const prototype = resolver.prototype as object;
  const descriptor = { value: method, writable: true, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  // What the compiler writes for a decorated method; Nest reads it even where the type is given.
  Reflect.defineMetadata('design:paramtypes', [Object, Object], prototype, name);
  const type = inputClass(input);
  const argument = { type: () => type, description: 'What is recorded, and how we know.' };
  Args('input', argument)(prototype, name, 0);
  Context()(prototype, name, 1);
  Mutation(() => result.union as Type, { name, description })(prototype, name, descriptor);
}
