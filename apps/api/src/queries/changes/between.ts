import type { EventId, LogIndex, StreamName } from '#domain';
import type { IndexedEntry, Snapshot } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import type { Moment } from '../moment/moment.js';
import type { Moments } from '../moment/moments.js';
import type { BetweenArgs } from './changes.args.js';

/** Two moments of one axis, the earlier one first. */
export interface Between {
  readonly earlier: Moment;
  readonly later: Moment;
}

/** @throws a top-level `INVALID_QUERY` where they are of two axes, or the wrong way round */
export function between(moments: Moments, { from, to, zone }: BetweenArgs, context: GraphQLContext): Between {
  const isPublic = from.publicBy != null;
  if (to == null && isPublic)
    throw apiError(
      'INVALID_QUERY',
      '"to" is not given, and "from" asks for what was public: give "to" as `publicBy`.',
      {
        argument: 'to',
      },
    );
  if (to != null && (to.publicBy != null) !== isPublic)
    throw apiError(
      'INVALID_QUERY',
      'One end asks for what was public, and the other for what was recorded: give both as `publicBy`, or neither.',
      { argument: 'to' },
    );
  const earlier = moments.asOf(from, zone, context);
  const later = to == null ? moments.present(context) : moments.asOf(to, zone, context);
  const [start, end] = isPublic
    ? [earlier.source.publicBy!, later.source.publicBy!]
    : [earlier.source.index, later.source.index];
  if (start > end)
    throw apiError('INVALID_QUERY', '"from" is later than "to": give the earlier moment as "from".', {
      argument: 'from',
    });
  return { earlier, later };
}

/** The entries between two indices by which texts were withheld, by the record whose text it was. */
export async function withholdings(
  moment: Moment,
  snapshot: Snapshot,
  after: LogIndex,
): Promise<ReadonlyMap<StreamName, readonly IndexedEntry[]>> {
  const found = new Map<StreamName, IndexedEntry[]>();
  for (const place of allOf(snapshot, after, ['TextWithheld'])) {
    const record = await recordOfText(moment, place);
    if (record === undefined) continue;
    const known = found.get(record);
    if (known) known.push(place);
    else found.set(record, [place]);
  }
  return found;
}

/** The record whose text an entry of the log withheld. */
export async function recordOfText(moment: Moment, withheld: IndexedEntry): Promise<StreamName | undefined> {
  const event = await moment.reading.events.load(withheld);
  return moment.reading.model.locate(event.data['entry'] as EventId)?.record;
}

function* allOf(snapshot: Snapshot, after: LogIndex, types: readonly string[]): Generator<IndexedEntry> {
  for (let from = after; ;) {
    const page = snapshot.log({ after: from, limit: 500, types });
    yield* page;
    if (page.length < 500) return;
    from = page.at(-1)!.index;
  }
}
