import type { BuildSchemaOptions } from '@nestjs/graphql';

/** How the schema is made from classes; the running server and the printed `schema.graphql` share it. */
export const SCHEMA_OPTIONS: BuildSchemaOptions = {
  numberScalarMode: 'integer',
  noDuplicatedFields: true,
};
