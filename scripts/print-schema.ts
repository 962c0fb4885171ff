import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { RESOLVERS, SCALARS } from '../apps/api/src/graphql/resolvers.js';
import { SCHEMA_OPTIONS } from '../apps/api/src/graphql/schema-options.js';

/** Writes the GraphQL schema to `schema.graphql`; with `--check` fails where the file is not what the code makes. */
const FILE = 'schema.graphql';

async function printed(): Promise<string> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const factory = app.get(GraphQLSchemaFactory);
  const schema = await factory.create([...RESOLVERS], [...SCALARS], SCHEMA_OPTIONS);
  await app.close();
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

function committed(): string {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return '';
  }
}

const schema = await printed();
if (!process.argv.includes('--check')) writeFileSync(FILE, schema);
else if (committed() !== schema) {
  process.stderr.write(`${FILE} is not what the code makes: run "npm run schema" and commit it.\n`);
  process.exitCode = 1;
}
