import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { isPaged, requestedPage } from './page-argument.js';

/**
 * What a field says about its cost, in its `extensions` (`@Extensions({ cost: 10 })` on a resolver's field).
 * `cost` replaces the 1 that a field costs; `listSize` the assumed length of a list that is not paged.
 */
export interface CostExtensions {
  readonly cost?: number;
  readonly listSize?: number;
}

export interface OperationCost {
  readonly cost: number;
  /** Largest `first` or `last` in the operation; 0 where nothing is paged. */
  readonly largestPage: number;
}

/** Assumed length of a list that is not paged, such as the agencies of an incident. */
const ASSUMED_LIST_SIZE = 5;

/**
 * Estimates what executing an operation costs: each field its own cost; what stands below a list times its length,
 * which for a paged list, and for `nodes` and `edges` of a connection, is the page asked for. `@skip` and `@include`
 * are not looked at: the estimate is of the most that the operation can do.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  values: Readonly<Record<string, unknown>>,
  defaultPage: number,
): OperationCost {
  const variables = { operation, values };
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measured = new Map<string, number>();
  let largestPage = 0;

  const ofField = (type: GraphQLNamedType, node: FieldNode, connectionPage: number | undefined): number => {
    const field = fieldOf(schema, type, node.name.value);
    if (field === undefined) return 0;
    const { cost: own = 1, listSize = ASSUMED_LIST_SIZE } = field.extensions as CostExtensions;
    const paged = isPaged(field);
    const page = paged ? (requestedPage(field, node, variables) ?? defaultPage) : undefined;
    if (page !== undefined) largestPage = Math.max(largestPage, page);
    if (node.selectionSet === undefined) return own;
    const isList = isListType(getNullableType(field.type));
    const times = isList ? Math.max(0, page ?? connectionPage ?? listSize) : 1;
    const below = ofSelection(getNamedType(field.type), node.selectionSet, isList ? undefined : page);
    return own + times * below;
  };

  const ofFragment = (name: string, connectionPage: number | undefined): number => {
    const key = `${name} ${connectionPage ?? ''}`;
    const known = measured.get(key);
    if (known !== undefined) return known;
    measured.set(key, 0);
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const cost = fragment && type ? ofSelection(type, fragment.selectionSet, connectionPage) : 0;
    measured.set(key, cost);
    return cost;
  };

  const ofSelection = (type: GraphQLNamedType, set: SelectionSetNode, connectionPage: number | undefined): number => {
    let cost = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) cost += ofField(type, node, connectionPage);
      else if (node.kind === Kind.FRAGMENT_SPREAD) cost += ofFragment(node.name.value, connectionPage);
      else {
        const condition = node.typeCondition && schema.getType(node.typeCondition.name.value);
        cost += ofSelection(condition ?? type, node.selectionSet, connectionPage);
      }
    }
    return cost;
  };

  const root = schema.getRootType(operation.operation);
  const cost = root ? ofSelection(root, operation.selectionSet, undefined) : 0;
  return { cost, largestPage };
}

function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
