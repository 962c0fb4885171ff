import { Args, Context, Extensions, Query, Resolver } from '@nestjs/graphql';
import type { LogIndex } from '#domain';
import { NotOnThisAxisError } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import { asApiError } from '../../graphql/query-error.js';
import { pageAsked } from '../common/page.args.js';
import { Moments } from '../moment/moments.js';
import { cursorOf, openPage } from '../moment/page.moment.js';
import { between, type Between, withholdings } from './between.js';
import { changeIn, type ChangedRecord, changedRecords, type Scan } from './changed-records.js';
import { BetweenArgs, ChangesArgs, type ChangesFilter } from './changes.args.js';
import { Changes, RecordChange } from './changes.type.js';
import { publicChanges } from './public-changes.js';
import { REMOVALS, Removal, Removals } from './removal.type.js';

const MOST_RECORDS = 100;

@Resolver()
export class ChangesResolver {
  constructor(private readonly moments: Moments) {}

  @Query(() => Changes, {
    description:
      'What changed between two moments: records, each before and after, with the events that changed it. On the axis `publicBy`: what became public of the given records.',
  })
  @Extensions({ cost: 20 })
  async changes(@Args() args: ChangesArgs, @Context() context: GraphQLContext): Promise<Changes> {
    const asked = between(this.moments, args, context);
    const filter = args.filter ?? {};
    const size = pageAsked(args).size;
    if ((filter.records?.length ?? 0) > MOST_RECORDS)
      throw apiError(
        'INVALID_QUERY',
        `${filter.records!.length} records are asked for at once: the limit is ${MOST_RECORDS}.`,
      );
    if (asked.later.source.snapshot) return this.#recorded(asked, args, filter, size);
    if (filter.records == null || filter.kinds != null || filter.changes != null || filter.incidents != null)
      throw asApiError(new NotOnThisAxisError());
    return { from: null, to: null, ...whole(asked, await publicChanges(asked, filter.records)) };
  }

  @Query(() => Removals, {
    description:
      'What was erased or withheld since a moment: what a copy that was made then may hold, and the record no longer shows.',
  })
  @Extensions({ cost: 10 })
  erasedSince(@Args() args: BetweenArgs, @Context() context: GraphQLContext): Removals {
    const { earlier, later } = between(this.moments, args, context);
    if (!later.source.snapshot) throw asApiError(new NotOnThisAxisError());
    const list = `removals since ${earlier.source.index}`;
    const { size, ...page } = pageAsked(args);
    const { moment, place } = openPage(later, list, page);
    const after = indexIn(place) ?? earlier.source.index;
    const found = moment.source.snapshot!.log({ after, limit: size + 1, types: REMOVALS });
    const shown = found.slice(0, size);
    const cursors = shown.map(({ index }) => cursorOf(moment, list, [index]));
    return {
      nodes: shown.map((one) => new Removal(moment, one)),
      pageInfo: pageInfo(cursors, found.length > size, place !== undefined),
    };
  }

  async #recorded(asked: Between, args: ChangesArgs, filter: ChangesFilter, size: number): Promise<Changes> {
    const { earlier } = asked;
    const from = earlier.source.index;
    const list = `changes since ${from}`;
    const { moment: later, place } = openPage(asked.later, list, pageAsked(args));
    const laterSnapshot = later.source.snapshot!;
    const scan: Scan = {
      earlier,
      later,
      earlierSnapshot: earlier.source.snapshot!,
      laterSnapshot,
      filter,
      withheld: await withholdings(later, laterSnapshot, from),
    };
    const ends = { from, to: laterSnapshot.index };
    if (filter.records != null) {
      const changed = [...new Set(filter.records)].map((record) => changeIn(scan, record));
      const found = changed.filter((one) => one !== undefined);
      return {
        ...ends,
        ...whole(
          scan,
          found.sort((a, b) => a.entries[0]!.index - b.entries[0]!.index),
        ),
      };
    }
    const { found, next } = changedRecords(scan, indexIn(place) ?? from, size);
    const cursors = found.map(({ at }) => cursorOf(later, list, [at]));
    // Where the next page goes on may be further than the last that was found.
    if (next !== undefined) cursors.push(cursorOf(later, list, [next]));
    return {
      ...ends,
      nodes: found.map(({ changed }) => new RecordChange(scan, changed)),
      pageInfo: pageInfo(cursors, next !== undefined, place !== undefined),
    };
  }
}

/** All of them on one page. */
const whole = (asked: Between, found: readonly ChangedRecord[]) => ({
  nodes: found.map((changed) => new RecordChange(asked, changed)),
  pageInfo: pageInfo([], false, false),
});

/** The index that a cursor of ours holds; anyone may have made one up. */
function indexIn(place: readonly unknown[] | undefined): LogIndex | undefined {
  if (place === undefined) return undefined;
  const [index, ...more] = place;
  if (Number.isSafeInteger(index) && more.length === 0) return index as LogIndex;
  throw apiError('INVALID_CURSOR', 'The cursor is not one of this list: begin at its first page.');
}

const pageInfo = (cursors: readonly string[], hasNextPage: boolean, hasPreviousPage: boolean) => ({
  hasNextPage,
  hasPreviousPage,
  startCursor: cursors[0] ?? null,
  endCursor: cursors.at(-1) ?? null,
});
