import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { describeRoots } from './root-descriptions.js';
import { RESOLVERS, SCALARS } from './resolvers.js';
import { SCHEMA_OPTIONS } from './schema-options.js';

/** The schema that the running server has, without a server. */
export async function buildApiSchema(): Promise<GraphQLSchema> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    return describeRoots(await app.get(GraphQLSchemaFactory).create([...RESOLVERS], [...SCALARS], SCHEMA_OPTIONS));
  } finally {
    await app.close();
  }
}
