import {
  EVENT_STORE_FORM,
  eventStoreProblem,
  type LogPlace,
  logPlaceOf,
  streamPrefixProblem,
} from '../../../shared/src/log/log.place.js';
import { UsageError } from '../usage.error.js';

/** @throws {UsageError} which never repeats the address: it may hold a password */
export function placeOf(option: 'from' | 'to', address: string, prefix: string): LogPlace {
  // A server's `sqlite:` is a file in its data folder; there is no such folder here.
  if (eventStoreProblem(address) !== undefined || address === 'sqlite:')
    throw new UsageError(`--${option}: its value (not shown) is not ${EVENT_STORE_FORM}`);
  if (streamPrefixProblem(prefix) !== undefined)
    throw new UsageError(`--${option}-prefix: "${prefix}" is not of letters, digits, "_" and "."`);
  return logPlaceOf(address, prefix, '.');
}
