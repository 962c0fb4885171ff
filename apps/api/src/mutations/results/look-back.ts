import type { StoredEvent, Warning } from '#domain';
import type { IndexedEntry } from '#read-model';
import type { GraphQLContext } from '../../graphql/graphql-context.js';

/**
 * Warns of what was on record before an entry. It looks in the read model, and so beside the command: what was recorded
 * before is no reason to refuse, and nobody should have to wait for the look unless they ask for warnings.
 */
export type LookBack = (event: StoredEvent, at: IndexedEntry, context: GraphQLContext) => Promise<Warning[]>;

export const allOf =
  (...looks: readonly LookBack[]): LookBack =>
  async (event, at, context) =>
    (await Promise.all(looks.map((look) => look(event, at, context)))).flat();
