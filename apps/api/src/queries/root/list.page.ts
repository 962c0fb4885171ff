import type { StreamName } from '#domain';
import { type ListedKind, NotOnThisAxisError, type Order } from '#read-model';
import { answering, asApiError } from '../../graphql/query-error.js';
import type { PageOf } from '../common/connection.js';
import { allHere, type MaybePromise, whenHere } from '../common/maybe-promise.js';
import type { NodeTypes } from '../common/node.registry.js';
import { type PageArgs, pageRequest } from '../common/page.args.js';
import type { FilterValue } from '../filter/filter.inputs.js';
import { DEFAULT_ORDER } from '../filter/order.input.js';
import { toFilter } from '../filter/to-filter.js';
import { judgedAt } from '../moment/judged-at.js';
import type { Moment } from '../moment/moment.js';
import { NODE_OF } from './connections.js';
import { pinned, unpinned } from './pinned.cursor.js';

export interface ListRequest extends PageArgs {
  readonly filter?: FilterValue | null;
  readonly orderBy?: Order | null;
  readonly at?: string | null;
}

/** A page of records of one kind, looked up together. */
export function listPage<Kind extends ListedKind>(
  moment: Moment,
  kind: Kind,
  request: ListRequest,
): MaybePromise<PageOf<NodeTypes[(typeof NODE_OF)[Kind]]>> {
  const { snapshot } = moment.source;
  if (!snapshot) throw asApiError(new NotOnThisAxisError());
  const { timeZone } = moment.reading.settings;
  const filter = toFilter(kind, request.filter, { timeZone, at: judgedAt(moment, request.at) });
  const asked = pageRequest(unpinned(moment, request));
  const page = answering(() => snapshot.list(kind, filter, request.orderBy ?? DEFAULT_ORDER, asked));
  const ids = page.edges.map(({ node }) => node);
  moment.records.announce(ids);
  return whenHere(allHere(ids.map((id: StreamName) => moment.find(id, NODE_OF[kind]))), (nodes) => ({
    edges: page.edges.flatMap(({ cursor }, n) => {
      const node = nodes[n];
      return node ? [{ cursor: pinned(moment, cursor), node }] : [];
    }),
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    count: () => snapshot.count(kind, filter),
  }));
}
