import { DECLARATIONS, EMBEDS, type EventDeclaration, type JsonObject } from '#domain';
import type { SchemaNode } from '#catalogue';
import type { Alternative, AlternativesShape, InputField } from '../inputs/input-shape.js';
import { fieldsOf } from '../inputs/schema-shape.js';
import type { ContentPlan, Given } from '../mutation.plan.js';

/**
 * Names and descriptions of what replaces a part of the entry's envelope. The correction has an envelope of its own,
 * which says how we know that the entry was wrong; the same names would mean two things.
 */
const RENAMED: Readonly<Record<string, readonly [name: string, description: string]>> = {
  occurred: ['replacementOccurred', 'When it happened in the world, in place of what the entry says.'],
  attribution: ['replacementAttribution', 'Who says so, in place of what the entry says.'],
  sources: ['replacementSources', 'Sources in place of those of the entry.'],
};

/** A correction's content: the replacement is chosen by the kind of fact, from which its type and schema follow. */
export function replacementOf(declaration: EventDeclaration): ContentPlan {
  const schema = declaration.data as unknown as SchemaNode;
  const embedded = Object.entries(schema.properties ?? {}).find(([, inner]) => inner[EMBEDS]);
  if (!embedded) throw new Error(`${declaration.type} replaces nothing: no property embeds another schema`);
  const [property, { description }] = embedded;
  const facts = DECLARATIONS.filter(({ nature }) => nature === 'FACT');
  const replacement: InputField = {
    name: property,
    stored: property,
    description: description ?? property,
    required: true,
    shape: alternatives(facts),
  };
  const others = Object.entries(schema.properties ?? {}).filter(([key]) => !['type', 'schema', property].includes(key));
  const fields = fieldsOf({ ...schema, properties: Object.fromEntries(others) }, { within: declaration.type });
  return {
    fields: [...fields.map(renamed), replacement],
    implied: (given) => versionOf(facts, given[property] as Given),
  };
}

const renamed = (field: InputField): InputField => {
  const [name, description] = RENAMED[field.name] ?? [field.name, field.description];
  return { ...field, name, description };
};

const alternatives = (facts: readonly EventDeclaration[]): AlternativesShape => ({
  kind: 'alternatives',
  name: 'ReplacementInput',
  description: 'The whole content that stands in place of the entry, by the kind of fact that the entry is.',
  members: facts.map((fact): Alternative => ({
    name: memberOf(fact),
    description: `In place of ${fact.type}. ${fact.description}`,
    shape: {
      kind: 'object',
      name: `${fact.type}DataInput`,
      description: `Content of ${fact.type}, as a replacement. Personal values that are \`kept\` are left out.`,
      fields: fieldsOf(fact.data as unknown as SchemaNode, { within: fact.type, replacing: true }),
    },
  })),
});

function versionOf(facts: readonly EventDeclaration[], chosen: Given): JsonObject {
  const fact = facts.find((candidate) => chosen[memberOf(candidate)] != null);
  if (!fact) throw new Error('no replacement was chosen');
  return { type: fact.type, schema: fact.schema };
}

const memberOf = ({ type }: EventDeclaration): string => type.charAt(0).toLowerCase() + type.slice(1);
