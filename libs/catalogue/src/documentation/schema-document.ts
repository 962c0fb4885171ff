import type { CompiledDeclaration } from '../catalogue.js';

/** The JSON Schema of one version of an event's data, as `docs/schemas` has it. */
export function schemaDocument({
  declaration: { type, schema, description },
  given,
}: Pick<CompiledDeclaration, 'declaration' | 'given'>): string {
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${type}, version ${schema}`,
    description,
  };
  return `${JSON.stringify({ ...document, ...given }, null, 2)}\n`;
}
