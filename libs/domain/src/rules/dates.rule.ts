import { edtfDate, isEdtfProblem, parseEdtf } from '../time/index.js';
import { FINE, type Rule } from './rule.js';

/** Milliseconds. A day that has begun somewhere on Earth is at most a day ahead of the server's clock. */
const LEEWAY = 24 * 3_600_000;

/** A date that stands without a zone of its own: whether it can be read is asked on the clocks of UTC. */
export const edtfRule: Rule = (text: string) => {
  const read = parseEdtf(text, 'UTC');
  return isEdtfProblem(read) ? [{ path: '', ...edtfDate(text, read) }] : FINE;
};

/**
 * What has happened, or has been decided, did not begin later than now. Of a date alone, or with its zone; what is due
 * or planned is another field, and does not have this rule.
 */
export const notFutureRule: Rule = (said: string | { readonly edtf: string; readonly zone: string }, { now }) => {
  const { edtf, zone } = typeof said === 'string' ? { edtf: said, zone: 'UTC' } : said;
  const read = parseEdtf(edtf, zone);
  const path = typeof said === 'string' ? '' : '/edtf';
  if (isEdtfProblem(read)) return typeof said === 'string' ? [{ path, ...edtfDate(edtf, read) }] : FINE;
  return (read.earliest ?? -Infinity) <= now + LEEWAY
    ? FINE
    : [{ path, expected: `a time that has begun: it is ${new Date(now).toISOString()} now`, actual: edtf }];
};

/** An instant, UTC, from which on something ends. */
export const notPastRule: Rule = (instant: string, { now }) => {
  const read = Date.parse(instant);
  // A day that no calendar has is read as one of the next month.
  const exists = Number.isFinite(read) && new Date(read).toISOString().startsWith(instant.slice(0, 19));
  return exists && read > now
    ? FINE
    : [{ path: '', expected: `an instant in the future: it is ${new Date(now).toISOString()} now`, actual: instant }];
};
