import 'reflect-metadata';
import { type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { loadConfig } from '../config/index.js';
import { RESOLVERS, SCALARS } from '../graphql/resolvers.js';
import { SCHEMA_OPTIONS } from '../graphql/schema-options.js';
import { documentShape } from '../limits/document-shape.js';
import { assessOperation } from '../limits/operation.limits.js';
import { exampleQueries } from './example-queries.js';

describe('an example query', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
    schema = await app.get(GraphQLSchemaFactory).create([...RESOLVERS], [...SCALARS], SCHEMA_OPTIONS);
    await app.close();
  });

  const named = exampleQueries().map(
    ({ query, variables }) => [query.split('\n', 1)[0]!.slice(2), query, variables] as const,
  );

  it('there is one for each question that the documentation answers', () => {
    expect(named.length).toBeGreaterThanOrEqual(12);
  });

  it.each(named)('asks what the schema answers: %s', (_, query) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });

  it.each(named)('is within the limits that a server has by default: %s', (_, query, variables) => {
    const config = loadConfig({});
    const document = parse(query);
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
    const { cost, refused } = assessOperation(schema, document, operation, JSON.parse(variables ?? '{}'), config);
    const { depth, breadth, aliases } = documentShape(document);
    expect(refused).toBeUndefined();
    expect(cost).toBeLessThan(config.maxCost);
    expect([depth <= config.maxDepth, breadth <= config.maxBreadth, aliases <= config.maxAliases]).toEqual([
      true,
      true,
      true,
    ]);
  });
});
