import { aggregateOf } from '#domain';
import type { ListedKind } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import { actorPage } from '../actor/actor.page.js';
import { allHere, whenHere } from '../common/maybe-promise.js';
import { Node } from '../common/node.interface.js';
import { PageArgs, pageAsked } from '../common/page.args.js';
import { type NodeTypes, typeNamed } from '../common/node.registry.js';
import { answering } from '../../graphql/query-error.js';
import type { Moment } from '../moment/moment.js';
import { wordsIn } from '../filter/words-in.js';
import { LoggedEventConnection } from '../record/entry.connection.js';
import { entryOfId } from '../record/entry.lookup.js';
import { Entry } from '../record/entry.type.js';
import { historyPage } from '../record/history.page.js';
import { ActorConnection, CONNECTIONS, NODE_OF } from './connections.js';
import { peopleNamed } from './people-named.js';
import { listPage, type ListRequest } from './list.page.js';
import {
  ANY_ID_ARGS,
  ENTRY_ID_ARGS,
  HistoryArgs,
  ID_ARGS,
  type IdArgs,
  IdsArgs,
  LIST_ARGS,
  NameArgs,
  SearchArgs,
} from './root.args.js';
import { rootField, type RootField } from './root.field.js';

const MAX_IDS = 100;

/** The record of an id, whatever it is about. */
export function anyNode(moment: Moment, id: string) {
  const aggregate = aggregateOf(id);
  if (!aggregate) return null;
  return moment.find(id, (aggregate.charAt(0).toUpperCase() + aggregate.slice(1)) as keyof NodeTypes);
}

const PLURALS: Readonly<Record<ListedKind, { readonly one: string; readonly many: string }>> = {
  incident: { one: 'incident', many: 'incidents' },
  investigation: { one: 'investigation', many: 'investigations' },
  case: { one: 'case', many: 'cases' },
  statement: { one: 'statement', many: 'statements' },
  agency: { one: 'agency', many: 'agencies' },
  person: { one: 'person', many: 'people' },
  source: { one: 'source', many: 'sources' },
};

const ofKind = (kind: ListedKind): RootField[] => [
  rootField<IdArgs>({
    name: PLURALS[kind].one,
    type: () => typeNamed(NODE_OF[kind]),
    nullable: true,
    description: `One ${PLURALS[kind].one}, by id; null where there is none at this moment. One that was merged or retracted answers too.`,
    args: ID_ARGS[kind],
    read: (moment, { id }) => moment.find(id, NODE_OF[kind]),
  }),
  rootField<ListRequest>({
    name: PLURALS[kind].many,
    type: () => CONNECTIONS[kind],
    description: `The ${PLURALS[kind].many} that a filter lets through, in pages.`,
    args: LIST_ARGS[kind],
    cost: 5,
    read: (moment, request) =>
      whenHere(listPage(moment, kind, request), (page) => new CONNECTIONS[kind](page as never)),
  }),
];

/** What can be asked of the present, and of any moment by `record(asOf)`. */
export const ROOT_FIELDS: readonly RootField[] = [
  rootField<IdArgs>({
    name: 'node',
    type: () => Node,
    nullable: true,
    description: 'One record, whatever it is about, by id; null where there is none at this moment.',
    args: ANY_ID_ARGS,
    read: (moment, { id }) => anyNode(moment, id),
  }),
  rootField<IdsArgs>({
    name: 'nodes',
    type: () => [Node],
    nullable: 'items',
    description: 'Several records, each at the place of its id; null where an id is of no record at this moment.',
    args: IdsArgs,
    cost: 5,
    read: (moment, { ids }) => {
      if (ids.length > MAX_IDS)
        throw apiError('INVALID_QUERY', `${ids.length} ids are asked for at once: the limit is ${MAX_IDS}.`);
      moment.records.announce(ids);
      return allHere(ids.map((id) => anyNode(moment, id)));
    },
  }),
  rootField<IdArgs>({
    name: 'entry',
    type: () => Entry,
    nullable: true,
    description:
      'One entry of the record, by the id that `basis`, `entry` and their like give; null where there is none at this moment. A correction answers as itself: `data.entry` is what it corrects. Those of actors are shown to ADMIN, and to the actor.',
    args: ENTRY_ID_ARGS,
    cost: 5,
    read: (moment, { id }) => entryOfId(moment, id),
  }),
  ...(Object.keys(PLURALS) as ListedKind[]).flatMap(ofKind),
  rootField<SearchArgs>({
    name: 'search',
    type: () => [Node],
    description: 'Records whose texts hold the words, best first. Names of persons are not texts.',
    args: SearchArgs,
    cost: 10,
    read: (moment, { text, kinds, include, first }) => {
      const { snapshot } = moment.source;
      if (!snapshot) throw apiError('NOT_ON_THIS_AXIS', 'Search asks for a list: use `index` or `recordedBy`.');
      const { size } = pageAsked({ first });
      const ids = answering(() =>
        snapshot.search(wordsIn('text', text), {
          limit: size,
          include: include ?? [],
          ...(kinds == null ? {} : { kinds }),
        }),
      );
      moment.records.announce(ids);
      return whenHere(allHere(ids.map((id) => anyNode(moment, id))), (nodes) => nodes.filter((node) => node !== null));
    },
  }),
  rootField<NameArgs>({
    name: 'peopleNamed',
    type: () => [typeNamed('Person')],
    description: 'Persons whose name holds all of these words, of those whose name you may see.',
    args: NameArgs,
    cost: 100,
    read: (moment, { name }) => peopleNamed(moment, name),
  }),
  rootField<HistoryArgs>({
    name: 'history',
    type: () => LoggedEventConnection,
    description: 'The events of one record, or of the whole log: as recorded, and as read by the current schemas.',
    args: HistoryArgs,
    cost: 5,
    read: (moment, request) => new LoggedEventConnection(historyPage(moment, request)),
  }),
  rootField<PageArgs>({
    name: 'actors',
    type: () => ActorConnection,
    description:
      'Those who work with the tracker, in the order in which they were registered, with their roles and their tokens. For ADMIN only; everybody with a token finds themselves at `me`.',
    args: PageArgs,
    cost: 5,
    read: (moment, request) => whenHere(actorPage(moment, request), (page) => new ActorConnection(page)),
  }),
];
