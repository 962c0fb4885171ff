import type { Json, JsonObject } from '#domain';
import type { AlternativesShape, InputShape, ObjectShape } from './input-shape.js';

type Given = Readonly<Record<string, unknown>>;

/** The stored form of a value that GraphQL has checked. `null` is absent: the log holds no null. */
export function toStored(shape: InputShape, value: unknown): Json {
  switch (shape.kind) {
    case 'scalar':
    case 'enum':
      return value as Json;
    case 'list':
      return (value as readonly unknown[]).map((item) => toStored(shape.items, item));
    case 'object':
      return objectToStored(shape, value as Given);
    case 'alternatives':
      return chosenToStored(shape, value as Given);
  }
}

export function objectToStored({ fields }: Pick<ObjectShape, 'fields'>, given: Given): JsonObject {
  const stored: JsonObject = {};
  for (const field of fields) {
    const value = given[field.name];
    if (value !== undefined && value !== null) stored[field.stored] = toStored(field.shape, value);
    else if (field.emptyByDefault) stored[field.stored] = [];
  }
  return stored;
}

function chosenToStored({ members, name }: AlternativesShape, given: Given): JsonObject {
  const member = members.find((candidate) => given[candidate.name] !== undefined && given[candidate.name] !== null);
  if (!member) throw new Error(`nothing of ${name} was chosen`);
  const value = toStored(member.shape, given[member.name]);
  return { ...member.implies, ...(member.stored === undefined ? (value as JsonObject) : { [member.stored]: value }) };
}
