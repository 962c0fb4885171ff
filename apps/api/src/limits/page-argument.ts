import { type FieldNode, type GraphQLField, Kind, type OperationDefinitionNode } from 'graphql';

export interface Variables {
  readonly operation: OperationDefinitionNode;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The `first` that a field asks for; undefined where the field has no such argument, or it is not given. */
export function requestedPage(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): number | undefined {
  const declared = field.args.find(({ name }) => name === 'first');
  if (declared === undefined) return undefined;
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind === Kind.VARIABLE) {
    const given = variables.values[value.name.value];
    if (typeof given === 'number') return given;
    const definition = variables.operation.variableDefinitions?.find((v) => v.variable.name.value === value.name.value);
    if (given === undefined && definition?.defaultValue?.kind === Kind.INT)
      return Number(definition.defaultValue.value);
  }
  return typeof declared.defaultValue === 'number' ? declared.defaultValue : undefined;
}

/** Whether a field can be paged by `first`. */
export function isPaged(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some(({ name }) => name === 'first');
}
