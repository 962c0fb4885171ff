import type { Type } from '@nestjs/common';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { enumType } from '../../graphql/choice-enum.js';
import type { AlternativesShape, InputField, InputShape, ObjectShape } from './input-shape.js';

/** What Nest's `Field` takes for a type. */
type TypeReference = object | [TypeReference];

const SCALARS = { ID, String, Int, SafeInt: GraphQLSafeInt, Boolean } as const;
const made = new Map<string, { readonly type: Type; readonly signature: string }>();

/** The type of an input, made on first use: inputs of one name are one type. */
export function inputType(shape: InputShape): TypeReference {
  switch (shape.kind) {
    case 'scalar':
      return SCALARS[shape.scalar];
    case 'enum':
      return enumType(shape.name, shape.values, shape.description);
    case 'list':
      return [inputType(shape.items)];
    default:
      return inputClass(shape);
  }
}

/** @throws where the name is taken by an input of another shape: both would be valid by one name, and mean two things */
export function inputClass(shape: ObjectShape | AlternativesShape): Type {
  const signature = signatureOf(shape);
  const before = made.get(shape.name);
  if (before) {
    if (before.signature !== signature) throw new Error(`two inputs of different shapes are named ${shape.name}`);
    return before.type;
  }
  const type = { [shape.name]: class {} }[shape.name] as Type;
  made.set(shape.name, { type, signature });
  const isOneOf = shape.kind === 'alternatives';
  InputType(shape.name, { description: shape.description, isOneOf })(type);
  const fields = isOneOf
    ? shape.members.map((member): InputField => ({ ...member, stored: member.name, required: false }))
    : shape.fields;
  for (const field of fields) declareField(type, field);
  return type;
}

function declareField(type: Type, { name, description, required, emptyByDefault, shape }: InputField): void {
  const reference = inputType(shape);
  const options = emptyByDefault ? { defaultValue: [] } : { nullable: !required };
  Field(() => reference as Type, { name, description, ...options })(type.prototype as object, name);
}

/** Two shapes with one signature accept the same values. */
function signatureOf(shape: InputShape): string {
  return JSON.stringify(shape, (key, value: unknown) =>
    key === 'description' || key === 'values' ? undefined : value,
  );
}
