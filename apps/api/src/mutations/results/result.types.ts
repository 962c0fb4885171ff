import type { Type } from '@nestjs/common';
import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import type { Aggregate } from '#domain';
import { recordType } from './record-node.js';
import { Recording } from './recording.interface.js';
import { REFUSAL_TYPES } from './refusal.types.js';

/** What the mutations of one aggregate answer. */
export interface ResultType {
  /** Class of the object that says what was recorded. */
  readonly recorded: Type<Recording>;
  /** The union of that and of every refusal, as Nest refers to it. */
  readonly union: object;
}

const made = new Map<Aggregate | 'any', ResultType>();

export function resultType(aggregate: Aggregate | 'any'): ResultType {
  const known = made.get(aggregate);
  if (known) return known;
  const name = aggregate === 'any' ? '' : aggregate.charAt(0).toUpperCase() + aggregate.slice(1);
  const result = unionOf(`${name || 'Record'}Result`, recordedClass(`${name}Recorded`, aggregate));
  made.set(aggregate, result);
  return result;
}

/** The union of what was recorded and of every refusal. */
export function unionOf(name: string, recorded: Type<Recording>): ResultType {
  const union = createUnionType({
    name,
    description: 'What was recorded, or why nothing was.',
    types: () => [recorded, ...REFUSAL_TYPES] as Type[],
    resolveType: (value: object) => value.constructor,
  });
  return { recorded, union: union as object };
}

function recordedClass(name: string, aggregate: Aggregate | 'any'): Type<Recording> {
  const recorded = { [name]: class extends Recording {} }[name] as Type<Recording>;
  ObjectType(name, { implements: () => Recording, description: 'What was recorded.' })(recorded);
  declareRecord(recorded, aggregate);
  return recorded;
}

/** The record itself, beside what was recorded of it. */
export function declareRecord(recorded: Type<Recording>, aggregate: Aggregate | 'any'): void {
  const type = recordType(aggregate) as Type;
  Field(() => type, {
    nullable: true,
    description:
      'The record with this entry. Null where the read model did not get there in time, or where the caller may not see it: what was recorded stands.',
  })(recorded.prototype, 'record');
}
