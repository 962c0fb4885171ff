import { edtfDate, isEdtfProblem, parseEdtf } from '../time/index.js';
import { FINE, type Rule } from './rule.js';

/** A zone that stands by itself; of a date it is read with the date. */
export const zoneRule: Rule = (zone: string) => {
  const read = parseEdtf('2000', zone);
  return isEdtfProblem(read) ? [{ path: '', ...edtfDate(zone, read) }] : FINE;
};
