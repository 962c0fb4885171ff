import type { GraphQLSchema } from 'graphql';

const DESCRIPTIONS = {
  query:
    'Reads. Every field answers for the present; `record(asOf)` has the same fields at any moment of the past. All parts of one answer are of the same moment.',
  mutation:
    'Writes. Each records one event, and answers with the record, the entry and a cursor, or with a refusal: a value with a code, a message and a path, and no error. A `commandId` makes it safe to repeat.',
  subscription:
    'What happens from a cursor on, in order, each once: over a WebSocket or as an event stream. Go on from the last cursor after a break.',
} as const;

/** Describes the root types, which Nest makes itself and gives no description. Changes the schema, and returns it. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  for (const [type, description] of [
    [schema.getQueryType(), DESCRIPTIONS.query],
    [schema.getMutationType(), DESCRIPTIONS.mutation],
    [schema.getSubscriptionType(), DESCRIPTIONS.subscription],
  ] as const)
    if (type) type.description = description;
  return schema;
}
