import type { Type } from '@nestjs/common';
import { Resolver } from '@nestjs/graphql';
import { type Aggregate, DECLARATIONS, type EventDeclaration } from '#domain';
import { declareMutation } from './declare-mutation.js';
import { planOf } from './mutation.plan.js';
import { ExportMutations } from './exports/export.mutations.js';
import { MutationsBase } from './mutations.base.js';
import { resultType } from './results/result.types.js';
import { TokenMutations } from './tokens/token.mutations.js';

/** Mutations that do more than record, or take their command's id from elsewhere: they have resolvers of their own. */
const BY_HAND: ReadonlySet<string> = new Set(['TokenIssued', 'TokenRevoked', 'ExportIssued']);

const generated = new Map<Aggregate | 'any', EventDeclaration[]>();
for (const declaration of DECLARATIONS) {
  if (declaration.mutation === undefined || BY_HAND.has(declaration.type)) continue;
  generated.set(declaration.aggregate, [...(generated.get(declaration.aggregate) ?? []), declaration]);
}

/** One resolver for each kind of record, with a mutation for each thing that can be recorded of it. */
export const MUTATION_RESOLVERS: readonly Type[] = [
  ...[...generated].map(([aggregate, declarations]) => resolverOf(aggregate, declarations)),
  TokenMutations,
  ExportMutations,
];

function resolverOf(aggregate: Aggregate | 'any', declarations: readonly EventDeclaration[]): Type {
  const name = `${aggregate.charAt(0).toUpperCase()}${aggregate.slice(1)}Mutations`;
  const resolver = { [name]: class extends MutationsBase {} }[name] as unknown as Type;
  const result = resultType(aggregate);
  for (const declaration of declarations) {
    const plan = planOf(declaration);
    declareMutation(resolver, plan, result, function (given, context) {
      return (this as MutationsBase).runner.run(plan, result, given, context);
    });
  }
  Resolver()(resolver);
  return resolver;
}
