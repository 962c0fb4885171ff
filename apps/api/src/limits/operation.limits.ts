import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { limitError } from './limit.error.js';
import type { Limits } from './limits.js';
import { operationCost } from './operation-cost.js';

export interface Assessed {
  readonly cost: number;
  readonly refused?: GraphQLError;
}

/** Estimates a valid operation's cost and refuses it where cost or page are beyond the limits. */
export function assessOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  { maxCost, maxPage, defaultPage }: Limits,
): Assessed {
  const { cost, largestPage } = operationCost(schema, document, operation, variables, defaultPage);
  if (largestPage > maxPage) {
    const refused = limitError('PAGE_TOO_LARGE', {
      what: 'Largest "first" or "last"',
      limit: maxPage,
      actual: largestPage,
      advice: 'Ask for a smaller page and go on from the cursors of "pageInfo".',
    });
    return { cost, refused };
  }
  if (cost > maxCost) {
    const refused = limitError('QUERY_TOO_COSTLY', {
      what: 'Estimated cost',
      limit: maxCost,
      actual: cost,
      advice: 'Ask for smaller pages or fewer nested lists.',
    });
    return { cost, refused };
  }
  return { cost };
}
