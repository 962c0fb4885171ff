import {
  type GraphQLField,
  type GraphQLFieldMap,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
} from 'graphql';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** What Nest finds for a field: a function, or for a subscription two of them. */
export type FoundResolver = Resolver | { readonly subscribe?: Resolver; readonly resolve?: Resolver };

/** By type, then by field. */
export type FoundResolvers = Readonly<Record<string, Readonly<Record<string, FoundResolver>>>>;

/**
 * Gives fields their resolvers. What is found for an interface holds for the types that implement it, unless they have
 * their own. Changes the schema.
 * @throws where the schema has no such field
 */
export function attachResolvers(schema: GraphQLSchema, found: FoundResolvers): void {
  for (const type of Object.keys(found)) fieldsOf(schema, type);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const names = [...type.getInterfaces().map(({ name }) => name), type.name];
    for (const name of names) attach(type.name, type.getFields(), found[name] ?? {});
  }
}

function fieldsOf(schema: GraphQLSchema, name: string): GraphQLFieldMap<unknown, unknown> {
  const type = schema.getType(name);
  if (isObjectType(type) || isInterfaceType(type)) return type.getFields();
  throw new Error(`resolvers were found for ${name}, and the schema has no such type with fields`);
}

function attach(
  type: string,
  fields: GraphQLFieldMap<unknown, unknown>,
  found: Readonly<Record<string, FoundResolver>>,
): void {
  for (const [name, resolver] of Object.entries(found)) {
    const field: GraphQLField<unknown, unknown> | undefined = fields[name];
    if (!field) throw new Error(`a resolver was found for ${type}.${name}, and the schema has no such field`);
    if (typeof resolver === 'function') field.resolve = resolver;
    else Object.assign(field, resolver);
  }
}
