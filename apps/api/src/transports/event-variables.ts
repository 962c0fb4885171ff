import { type ExecutionArgs, Kind, visit } from 'graphql';

type Variables = ExecutionArgs['variableValues'];

/**
 * The variables that the events of a subscription need: without those that only say what to subscribe to, such as its
 * filter. Each event is an execution of its own, which takes all variables through the schema anew, and for a thousand
 * clients that costs more than finding what changed. One that must not be null stays, since its absence is an error.
 * What a subscription tells of an event is therefore resolved without its arguments.
 */
export function eventVariables({
  document,
  variableValues,
}: Pick<ExecutionArgs, 'document' | 'variableValues'>): Variables {
  if (!variableValues) return variableValues;
  const used = new Set<string>();
  const note = { Variable: ({ name }: { readonly name: { readonly value: string } }) => void used.add(name.value) };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) {
      visit(definition, note);
      continue;
    }
    for (const { type, variable } of definition.variableDefinitions ?? [])
      if (type.kind === Kind.NON_NULL_TYPE) used.add(variable.name.value);
    for (const directive of definition.directives ?? []) visit(directive, note);
    for (const selection of definition.selectionSet.selections)
      visit(selection.kind === Kind.FIELD ? { ...selection, arguments: [] } : selection, note);
  }
  return Object.fromEntries(Object.entries(variableValues).filter(([name]) => used.has(name)));
}
