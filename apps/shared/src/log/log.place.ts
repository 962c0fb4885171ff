import { isAbsolute, join, resolve } from 'node:path';

/** Where a log is; plain data, which the projector's thread gets as well. */
export type LogPlace =
  | { readonly kind: 'FILE'; readonly file: string }
  | {
      readonly kind: 'SERVER';
      /** The vendor's; may hold a password, and is never shown. */
      readonly connectionString: string;
      readonly streamPrefix: string;
    };

/** What an address may look like, in words. */
export const EVENT_STORE_FORM = '`sqlite:<file>` or a `kurrentdb://` connection string';

/** Why a text is not where an event store can be, or undefined. Never repeats the text, which may hold a password. */
export function eventStoreProblem(address: string): string | undefined {
  return /^(sqlite:|(?:kurrentdb|kurrent|kdb|esdb)(?:\+discover)?:\/\/[^/?])/.test(address)
    ? undefined
    : 'unknown kind of event store';
}

/** Why a text cannot stand before the names of streams, or undefined: a `-` would end the category there. */
export function streamPrefixProblem(prefix: string): string | undefined {
  return /^[A-Za-z0-9_.]*$/.test(prefix) ? undefined : 'other characters';
}

/** @param folder in which the log is that `sqlite:` names without a file */
export function logPlaceOf(address: string, streamPrefix: string, folder: string): LogPlace {
  if (!address.startsWith('sqlite:')) return { kind: 'SERVER', connectionString: address, streamPrefix };
  const named = address.slice('sqlite:'.length);
  const file = named === '' ? join(folder, 'log.db') : isAbsolute(named) ? named : resolve(named);
  return { kind: 'FILE', file };
}

/** The place for people: its file, or its server without credentials. */
export const shownPlace = (place: LogPlace): string =>
  place.kind === 'FILE' ? place.file : place.connectionString.replace(/\/?\?.*$/, '').replace(/\/\/.*@/, '//');
