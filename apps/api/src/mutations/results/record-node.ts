import { Field, ID, InterfaceType, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import type { Aggregate } from '#domain';
@InterfaceType({ description: 'A record.' })
abstract class Node {
  @Field(() => ID, { description: 'Id of the record.' })
  readonly id!: string;
}
const types = new Map<string, Type>();
export function recordType(aggregate: Aggregate | 'any'): object {
  if (aggregate === 'any') return Node;
  const name = aggregate.charAt(0).toUpperCase() + aggregate.slice(1);
  const type = types.get(name) ?? ({ [name]: class extends Node {} }[name] as Type);
  if (!types.has(name)) ObjectType(name, { implements: () => Node, description: 'A record.' })(type);
  types.set(name, type);
  return type;
}
export const recordReader =
  (..._: readonly unknown[]) =>
  (record: string): unknown => ({ id: record });
