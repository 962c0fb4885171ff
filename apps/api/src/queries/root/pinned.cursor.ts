import { apiError } from '../../graphql/api-error.js';
import type { PageArgs } from '../common/page.args.js';
import type { Moment } from '../moment/moment.js';

/**
 * Cursors of a past moment carry its index, so that page 2 agrees with page 1 or says why it cannot: an instant that is
 * not over yet stands for a later index when it is asked for again.
 */
export const pinned = ({ source, reading }: Moment, cursor: string): string =>
  source.snapshot === reading.present ? cursor : `${source.index}.${cursor}`;

/** The list's own cursors of what a client passes. */
export const unpinned = <Args extends PageArgs>(moment: Moment, args: Args): Args => ({
  ...args,
  after: args.after == null ? args.after : inner(moment, args.after),
  before: args.before == null ? args.before : inner(moment, args.before),
});

function inner({ source }: Moment, cursor: string): string {
  const [, index, rest] = /^(-?\d{1,16})\.(.*)$/s.exec(cursor) ?? [];
  if (rest === undefined) return cursor;
  if (Number(index) === source.index) return rest;
  throw apiError(
    'INVALID_CURSOR',
    `The cursor belongs to index ${index}, and this is index ${source.index}: go on with record(asOf: { index: ${index} }).`,
  );
}
