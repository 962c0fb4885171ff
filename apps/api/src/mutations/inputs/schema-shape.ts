import { AttributionSchema, MARK, NAME, REFERENCE, VALUES } from '#domain';
import type { SchemaNode } from '#catalogue';
import { attributionShape } from './attribution.shape.js';
import { description, FIELD_DESCRIPTIONS, inWords, itself, TYPE_DESCRIPTIONS } from './input-description.js';
import type { AlternativesShape, InputField, InputShape, ObjectShape } from './input-shape.js';

/** Largest number that a GraphQL `Int` can hold. */
const MAX_INT = 2 ** 31 - 1;

export interface ShapeContext {
  /** Names the objects that have no name of their own: `PersonDescribed` makes `PersonDescribedNameInput`. */
  readonly within: string;
  /**
   * The shape is of a correction's replacement. Personal values that stay as they are cannot be given again, so they
   * are optional there.
   */
  readonly replacing?: boolean;
}

/** The shape in which a value of the schema is given. */
export function shapeOf(schema: SchemaNode, context: ShapeContext): InputShape {
  // The domain's attribution says `kind` and then what goes with it; a caller chooses one of the kinds.
  if (schema[NAME] === (AttributionSchema as unknown as SchemaNode)[NAME]) return attributionShape;
  if (schema.anyOf) return alternativesOf(schema, schema.anyOf, context);
  if (schema.type === 'array') return { kind: 'list', items: shapeOf(schema.items ?? {}, context) };
  if (schema.properties) return objectOf(schema, context);
  if (schema[VALUES]) return enumOf(schema);
  return { kind: 'scalar', scalar: scalarOf(schema, context) };
}

/** The fields of an object, as inputs show them. */
export function fieldsOf(schema: SchemaNode, context: ShapeContext): InputField[] {
  return Object.entries(schema.properties ?? {}).map(([property, inner]) => {
    const required = schema.required?.includes(property) ?? false;
    const emptyByDefault = required && inner.type === 'array' && !inner['minItems'];
    const optionalHere = emptyByDefault || (context.replacing && isSecret(inner));
    const within = inner[NAME] ? context.within : `${context.within}${capitalised(property)}`;
    return {
      name: property,
      stored: property,
      description: FIELD_DESCRIPTIONS[`${String(schema[NAME])}.${property}`] ?? description(inner, property),
      required: required && !optionalHere,
      ...(emptyByDefault && { emptyByDefault }),
      shape: shapeOf(inner, { ...context, within }),
    };
  });
}

function objectOf(schema: SchemaNode, context: ShapeContext): ObjectShape {
  const base = String(schema[NAME] ?? context.within);
  // Another type only where the two differ: a personal value that must be given when it is new.
  const variant = context.replacing && requiresSecret(schema) ? 'Replacement' : '';
  return {
    kind: 'object',
    name: `${base}${variant}Input`,
    description: TYPE_DESCRIPTIONS[base] ?? itself(schema, base),
    fields: fieldsOf(schema, { ...context, within: base }),
  };
}

/** Each variant is known by its first property; one that has others too becomes an object of its own. */
function alternativesOf(schema: SchemaNode, variants: readonly SchemaNode[], context: ShapeContext): AlternativesShape {
  const name = String(schema[NAME] ?? context.within);
  return {
    kind: 'alternatives',
    name: `${name}Input`,
    description: itself(schema, name),
    members: variants.map((variant) => {
      const [first, ...others] = fieldsOf(variant, { ...context, within: name });
      if (!first) throw new Error(`a variant of ${name} has no property`);
      const { name: member, stored, shape } = first;
      if (others.length === 0) return { name: member, stored, description: first.description, shape };
      const type = `${capitalised(member)}${name}Input`;
      const words = first.description;
      const fields = [{ ...first, name: 'text' }, ...others];
      return { name: member, description: words, shape: { kind: 'object', name: type, description: words, fields } };
    }),
  };
}

function enumOf(schema: SchemaNode): InputShape {
  const name = String(schema[NAME]);
  const values = schema[VALUES] as Readonly<Record<string, string>>;
  return { kind: 'enum', name, values, description: `${inWords(name)}.` };
}

function scalarOf(schema: SchemaNode, { within }: ShapeContext): 'ID' | 'String' | 'Int' | 'SafeInt' | 'Boolean' {
  if (schema[REFERENCE]) return 'ID';
  switch (schema.type) {
    case 'string':
      return 'String';
    case 'integer':
      return Number(schema['maximum'] ?? Infinity) > MAX_INT ? 'SafeInt' : 'Int';
    case 'boolean':
      return 'Boolean';
    default:
      throw new Error(`${within}: there is no input for a value of type "${String(schema.type)}"`);
  }
}

const isSecret = (schema: SchemaNode): boolean => typeof schema[MARK] === 'object';

function requiresSecret(schema: SchemaNode): boolean {
  const inner = Object.entries(schema.properties ?? {});
  return (
    inner.some(([key, node]) => (isSecret(node) && schema.required?.includes(key)) || requiresSecret(node)) ||
    (schema.items !== undefined && requiresSecret(schema.items)) ||
    (schema.anyOf ?? []).some(requiresSecret)
  );
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
