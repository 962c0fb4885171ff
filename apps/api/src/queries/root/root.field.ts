import { Args, Context, Extensions, Parent, Query, ResolveField, type ReturnTypeFunc } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import type { Moment } from '../moment/moment.js';
import type { Moments } from '../moment/moments.js';
import type { RecordMoment } from './record-moment.type.js';

/** A field that the root and `Record` share: the same question, of the present and of a fixed moment. */
export interface RootField<Arguments = never> {
  readonly name: string;
  readonly type: ReturnTypeFunc;
  readonly description: string;
  readonly nullable?: boolean | 'items';
  readonly cost?: number;
  readonly args?: Type<Arguments>;
  read(moment: Moment, args: Arguments): unknown;
}

export const rootField = <Arguments>(field: RootField<Arguments>): RootField => field as RootField;

interface Reads {
  readonly moments: Moments;
}

/** Adds a field to the resolver of the root. */
export function addQuery(resolver: Type<Reads>, field: RootField): void {
  const { name, type, description, nullable = false } = field;
  const descriptor = method(resolver, name, function (this: Reads, ...[context, args]: unknown[]) {
    return field.read(this.moments.present(context as GraphQLContext), args as never);
  });
  Query(type, { name, description, nullable })(resolver.prototype as object, name, descriptor);
  Context()(resolver.prototype as object, name, 0);
  addArguments(resolver, field);
}

/** Adds the same field to the resolver of `Record`. */
export function addToRecord(resolver: Type, field: RootField): void {
  const { name, type, description, nullable = false } = field;
  const descriptor = method(resolver, name, (...[record, args]: unknown[]) =>
    field.read((record as RecordMoment).moment, args as never),
  );
  ResolveField(name, type, { description, nullable })(resolver.prototype as object, name, descriptor);
  Parent()(resolver.prototype as object, name, 0);
  addArguments(resolver, field);
}

function addArguments(resolver: Type, { name, args, cost }: RootField): void {
  const prototype = resolver.prototype as object;
  if (args) Args({ type: () => args })(prototype, name, 1);
  if (cost !== undefined) Extensions({ cost })(prototype, name);
}

function method(resolver: Type, name: string, value: (...args: unknown[]) => unknown): PropertyDescriptor {
  const descriptor = { value, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(resolver.prototype, name, descriptor);
  // What the compiler would emit for a method with two parameters; Nest looks there although their types are given.
  Reflect.defineMetadata('design:paramtypes', [Object, Object], resolver.prototype as object, name);
  return Object.getOwnPropertyDescriptor(resolver.prototype, name)!;
}
