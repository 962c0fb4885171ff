import type { Aggregate } from '#domain';
import type { ReadModel } from '#read-model';
import type { Config } from '../../config/index.js';
import { RequestScope } from '../../graphql/request-scope.js';
import { Node } from '../../queries/common/node.interface.js';
import { type NodeTypes, typeNamed } from '../../queries/common/node.registry.js';
// Loads the types of all records, which are then known by their names.
import '../../queries/index.js';
import type { ReadingVault } from '../../queries/moment/reading.js';
import { Moments } from '../../queries/moment/moments.js';
import { anyNode } from '../../queries/root/root.fields.js';
import type { RecordAt } from './recorded-view.js';

/** The GraphQL type of the records of one aggregate; of any record it is the interface that all of them have. */
export function recordType(aggregate: Aggregate | 'any'): object {
  if (aggregate === 'any') return Node;
  return typeNamed((aggregate.charAt(0).toUpperCase() + aggregate.slice(1)) as keyof NodeTypes);
}

/**
 * Shows a record as it stood right after an entry. Each mutation of an operation reads on its own: what one of them
 * wrote is not in the present that another has fixed.
 */
export function recordReader(model: ReadModel, vault: ReadingVault, config: Config): RecordAt {
  const moments = new Moments(model, vault, config);
  return (record, { index }, { viewer }) => anyNode(moments.at(index, { scope: new RequestScope(), viewer }), record);
}
