import { ActorRegistered, type LogIndex } from '#domain';
import type { IndexedEntry } from '#read-model';
import { requireActor } from '../../auth/require-actor.js';
import { apiError } from '../../graphql/api-error.js';
import type { PageOf } from '../common/connection.js';
import { whenHere, type MaybePromise } from '../common/maybe-promise.js';
import { type PageArgs, pageAsked } from '../common/page.args.js';
import type { Moment } from '../moment/moment.js';
import { cursorOf, openPage } from '../moment/page.moment.js';
import type { ActorNode } from './actor.type.js';

const LIST = 'actors by registration';
const TYPES = [ActorRegistered.type];
/** More than there are: all are counted where their number is asked for. */
const ALL = 1_000_000;

/**
 * Those who work with the tracker, in the order in which they were registered.
 * @throws a top-level `UNAUTHENTICATED` without a token, `FORBIDDEN` for all but ADMIN: whoever works with the tracker is nobody else's business
 */
export function actorPage(asked: Moment, args: PageArgs): MaybePromise<PageOf<ActorNode>> {
  if (!requireActor(asked.reading.viewer).roles.has('ADMIN'))
    throw apiError('FORBIDDEN', 'The list of actors needs the role ADMIN. Who you are yourself is at `me`.', {
      needed: ['ADMIN'],
    });
  if (!asked.source.snapshot)
    throw apiError('NOT_ON_THIS_AXIS', 'Actors were never public: ask for them by `index` or `recordedBy`.');
  const page = pageAsked(args);
  const { moment, place } = openPage(asked, LIST, page);
  const snapshot = moment.source.snapshot!;
  const { size, backwards } = page;
  const at = place && indexOf(place);
  // One more than asked for tells whether there is another page.
  const found = snapshot.log({
    types: TYPES,
    limit: size + 1,
    backwards,
    ...(backwards ? { before: at } : { after: at }),
  });
  const more = found.length > size;
  const shown = backwards ? found.slice(more ? 1 : 0) : found.slice(0, size);
  return whenHere(
    moment.findAll(
      shown.map(({ record }: IndexedEntry) => record),
      'Actor',
    ),
    (actors) => ({
      edges: actors.map((node, n) => ({ cursor: cursorOf(moment, LIST, [shown[n]!.index]), node })),
      hasNextPage: backwards ? at !== undefined : more,
      hasPreviousPage: backwards ? more : at !== undefined,
      count: () => snapshot.log({ types: TYPES, limit: ALL }).length,
    }),
  );
}

/** A cursor of this list that anyone may have made up: what is in it is looked at before it is used. */
function indexOf([index, ...more]: readonly unknown[]): LogIndex {
  if (Number.isSafeInteger(index) && more.length === 0) return index as LogIndex;
  throw apiError('INVALID_CURSOR', 'The cursor is not one of the list of actors: begin at its first page.');
}
