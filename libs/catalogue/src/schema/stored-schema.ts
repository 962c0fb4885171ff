import { MARK, type Mark } from '#domain';
import type { SchemaNode } from './schema-walk.js';

const isSealed = (mark: unknown): boolean => typeof mark === 'object' && mark !== null;
const mayBeNarrative = (mark: Mark): boolean => typeof mark === 'object' && mark.otherwise === 'narrative';

/**
 * The form that a payload has in the log: without what is sealed. The properties are not merely optional, they are
 * gone, so a personal value that was not sealed is refused as an unknown field.
 */
export function storedSchema(schema: SchemaNode): SchemaNode {
  if (schema.anyOf) return { ...schema, anyOf: schema.anyOf.map(storedSchema) };
  if (schema.items) return { ...schema, items: storedSchema(schema.items) };
  if (!schema.properties) return schema;
  const kept = Object.entries(schema.properties).filter(
    ([, property]) => !isSealed(property[MARK]) || mayBeNarrative(property[MARK] as Mark),
  );
  const required = (schema.required ?? []).filter((key) => !isSealed(schema.properties![key]?.[MARK]));
  const { required: _all, ...rest } = schema;
  return {
    ...rest,
    properties: Object.fromEntries(kept.map(([key, property]) => [key, storedSchema(property)])),
    ...(required.length > 0 ? { required } : {}),
  };
}
