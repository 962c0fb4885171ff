import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isRequiredArgument,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validate,
} from 'graphql';
import { startServer } from '../testing/start-server.js';
import { buildApiSchema } from './build-schema.js';

/** Everything of the schema that a reader may ask about, with its description. */
function* described(schema: GraphQLSchema): Generator<[place: string, description: string | null | undefined]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    yield [type.name, type.description];
    if (isEnumType(type)) {
      for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description];
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        yield [`${type.name}.${field.name}`, field.description];
        for (const arg of field.args) yield [`${type.name}.${field.name}(${arg.name})`, arg.description];
      }
    }
  }
}

describe('the GraphQL schema', () => {
  it('describes every type, field, argument and enum value', async () => {
    const places = [...described(await buildApiSchema())];
    expect(places.length).toBeGreaterThan(1_000);
    expect(places.filter(([, description]) => !description?.trim()).map(([place]) => place)).toEqual([]);
  });

  it.each([
    'incidents',
    'incident',
    'record',
    'history',
    'person',
    'node',
    'nodes',
    'search',
    'vocabulary',
    'changes',
    'erasedSince',
  ])('shows what to write for every argument of %s', async (name) => {
    const { args } = (await buildApiSchema()).getQueryType()!.getFields()[name]!;
    expect(args.filter(({ description }) => !/`|\d/.test(description!)).map((arg) => arg.name)).toEqual([]);
  });

  it('gives filters as examples that can be asked for', async () => {
    const schema = await buildApiSchema();
    const lists = Object.values(schema.getQueryType()!.getFields()).flatMap(({ name, args }) => {
      const example = /`(.*)`/.exec(args.find((arg) => arg.name === 'filter')?.description ?? '')?.[1];
      const others = args.filter((arg) => isRequiredArgument(arg)).map((arg) => `${arg.name}: { index: 0 }`);
      return example === undefined ? [] : [`${name}(${[...others, `filter: ${example}`].join()}) { __typename }`];
    });
    expect(lists).toHaveLength(8);
    expect(validate(schema, parse(`{ ${lists.join('\n')} }`)).map(({ message }) => message)).toEqual([]);
  });

  it('is what a running server tells of itself, root types included', async () => {
    const server = await startServer();
    const { body } = await server.post({ query: '{ __schema { queryType { name description } } }' });
    await server.stop();
    const query = (await buildApiSchema()).getQueryType()!;
    expect(body.data).toEqual({ __schema: { queryType: { name: 'Query', description: query.description } } });
  });
});
