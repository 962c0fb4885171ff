import { type FieldNode, type GraphQLArgument, type GraphQLField, Kind, type OperationDefinitionNode } from 'graphql';

export interface Variables {
  readonly operation: OperationDefinitionNode;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Arguments that say how many are asked for; a page from the end costs as much as one from the start. */
const SIZES = ['first', 'last'];

const sizesOf = (field: GraphQLField<unknown, unknown>): readonly GraphQLArgument[] =>
  field.args.filter(({ name }) => SIZES.includes(name));

/** The size of page that a field asks for; undefined where the field has no such argument, or it is not given. */
export function requestedPage(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): number | undefined {
  const sizes = sizesOf(field);
  const given = sizes.map(({ name }) => givenSize(name, node, variables)).filter((size) => size !== undefined);
  // Who gives both is refused later; until then the larger one counts.
  if (given.length > 0) return Math.max(...given);
  return sizes.map(({ defaultValue }) => defaultValue).find((size) => typeof size === 'number');
}

function givenSize(argument: string, node: FieldNode, variables: Variables): number | undefined {
  const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind !== Kind.VARIABLE) return undefined;
  const given = variables.values[value.name.value];
  if (typeof given === 'number') return given;
  const definition = variables.operation.variableDefinitions?.find((v) => v.variable.name.value === value.name.value);
  if (given !== undefined || definition?.defaultValue?.kind !== Kind.INT) return undefined;
  return Number(definition.defaultValue.value);
}

/** Whether a field can be paged. */
export const isPaged = (field: GraphQLField<unknown, unknown>): boolean => sizesOf(field).length > 0;
