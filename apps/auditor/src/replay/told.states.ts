import { aggregateOf, type StreamName } from '#domain';
import { stateQuery } from '../export/state.query.js';
import type { AnsweringRecord } from '../server/graphql.server.js';

/** Questions on their way. */
const AT_ONCE = 8;

/** States as somebody tells them at one index, without personal values; null of a record that is not there. */
export async function* toldStates(
  record: AnsweringRecord,
  index: number,
  records: Iterable<StreamName>,
): AsyncGenerator<readonly [StreamName, object | null]> {
  const queries = new Map<string, string>();
  const ask = async (id: StreamName): Promise<readonly [StreamName, object | null]> => {
    const kind = aggregateOf(id) ?? '';
    if (!queries.has(kind)) queries.set(kind, stateQuery(kind, false));
    const answer = await record.ask<{ record: { node: object | null } }>(queries.get(kind)!, { index, id });
    return [id, answer.record.node];
  };
  let asked: Promise<readonly [StreamName, object | null]>[] = [];
  for (const id of records) {
    asked.push(ask(id));
    if (asked.length < AT_ONCE) continue;
    yield* await Promise.all(asked);
    asked = [];
  }
  yield* await Promise.all(asked);
}
