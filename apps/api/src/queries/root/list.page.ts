import type { StreamName } from '#domain';
import { type ListedKind, type ListPlace, NotOnThisAxisError, type Order } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import { answering, asApiError } from '../../graphql/query-error.js';
import type { PageOf } from '../common/connection.js';
import { allHere, type MaybePromise, whenHere } from '../common/maybe-promise.js';
import type { NodeTypes } from '../common/node.registry.js';
import { type PageArgs, pageAsked } from '../common/page.args.js';
import type { FilterValue } from '../filter/filter.inputs.js';
import { DEFAULT_ORDER } from '../filter/order.input.js';
import { toFilter } from '../filter/to-filter.js';
import { judgedAt } from '../moment/judged-at.js';
import type { Moment } from '../moment/moment.js';
import { cursorOf, openPage } from '../moment/page.moment.js';
import { NODE_OF } from './connections.js';

export interface ListRequest extends PageArgs {
  readonly filter?: FilterValue | null;
  readonly orderBy?: Order | null;
  readonly at?: string | null;
}

/** A page of records of one kind, looked up together. */
export function listPage<Kind extends ListedKind>(
  asked: Moment,
  kind: Kind,
  request: ListRequest,
): MaybePromise<PageOf<NodeTypes[(typeof NODE_OF)[Kind]]>> {
  if (!asked.source.snapshot) throw asApiError(new NotOnThisAxisError());
  const order = request.orderBy ?? DEFAULT_ORDER;
  const list = `${kind} by ${order.by}, ${order.direction}`;
  const { size, backwards, ...from } = pageAsked(request);
  const { moment, place } = openPage(asked, list, from);
  const snapshot = moment.source.snapshot!;
  const { timeZone } = moment.reading.settings;
  const filter = toFilter(kind, request.filter, { timeZone, at: judgedAt(moment, request.at) });
  const on = place && listPlace(place, request);
  const part = backwards ? { last: size, before: on } : { first: size, after: on };
  const page = answering(() => snapshot.list(kind, filter, order, part));
  const ids = page.edges.map(({ node }) => node);
  moment.records.announce(ids);
  return whenHere(allHere(ids.map((id: StreamName) => moment.find(id, NODE_OF[kind]))), (nodes) => ({
    edges: page.edges.flatMap(({ place: { value, record } }, n) => {
      const node = nodes[n];
      return node ? [{ cursor: cursorOf(moment, list, [value, record]), node }] : [];
    }),
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    count: () => snapshot.count(kind, filter),
  }));
}

/** A cursor of this list that anyone may have made up: what is in it is looked at before it is used. */
function listPlace([value, record, ...more]: readonly unknown[], { after, before }: PageArgs): ListPlace {
  if (typeof record === 'string' && (value === null || Number.isSafeInteger(value)) && more.length === 0)
    return { value: value as number | null, record };
  throw apiError('INVALID_CURSOR', `"${(after ?? before ?? '').slice(0, 80)}" is not a cursor of this list.`);
}
