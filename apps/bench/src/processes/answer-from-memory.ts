import { defaultFieldResolver, isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';

/** What an operation with these arguments of its root field answers: the root field's value as it was sent. */
export interface PreparedAnswer {
  readonly field: string;
  readonly args: unknown;
  readonly value: unknown;
}

/**
 * Replaces every resolver of a schema: root fields give what was prepared, all others read a property. Parsing, limits,
 * validation, execution and serialisation stay as they are, so what is left is what the server costs without our data.
 */
export function answerFromMemory(schema: GraphQLSchema, prepared: readonly PreparedAnswer[]): void {
  const answers = new Map(prepared.map(({ field, args, value }) => [keyOf(field, args), value]));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value) => (value as { __typename: string }).__typename;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    delete (type as { isTypeOf?: unknown }).isTypeOf;
    for (const field of Object.values(type.getFields())) field.resolve = defaultFieldResolver;
  }
  for (const field of Object.values(schema.getQueryType()!.getFields()))
    field.resolve = (_, args) => {
      const answer = answers.get(keyOf(field.name, args));
      if (answer === undefined) throw new Error(`nothing is prepared for ${keyOf(field.name, args)}`);
      return answer;
    };
}

/** Arguments in any order of their names, and whatever prototype they have. */
const keyOf = (field: string, args: unknown): string => `${field} ${JSON.stringify(sorted(args))}`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
