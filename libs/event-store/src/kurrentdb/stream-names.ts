import type { RegexFilter } from '@kurrent/kurrentdb-client';
import { AGGREGATES, aggregateOf, type StreamName } from '#domain';
import { LogUnavailableError } from '../event-store.errors.js';
import { streamNameFilter } from './vendor.js';

/**
 * A `-` would end the category (`$ce-investigation`) too early, a `$` is the server's own, and what is left needs no
 * escape but the dot's in any dialect of regular expressions.
 */
const PREFIX = /^(?:[A-Za-z0-9_.]+)?$/;

/** How our streams are called on a server that may hold others. */
export class StreamNames {
  /** Streams of ours by name; others and the server's own are not sent at all. */
  readonly filter: RegexFilter;

  /** @throws {LogUnavailableError} where a prefix cannot be one */
  constructor(private readonly prefix: string) {
    if (!PREFIX.test(prefix))
      throw new LogUnavailableError(
        'the configured server',
        `the stream prefix "${prefix}" must be of letters, digits, "_" and "."`,
      );
    const records = AGGREGATES.filter((aggregate) => aggregate !== 'log').join('|');
    this.filter = streamNameFilter({ regex: `^${prefix.replaceAll('.', '\\.')}(?:log$|(?:${records})-)` });
  }

  theirs(stream: StreamName): string {
    return this.prefix + stream;
  }

  /** Undefined where the stream is not one of ours. */
  ours(streamId: string): StreamName | undefined {
    if (!streamId.startsWith(this.prefix)) return undefined;
    const stream = streamId.slice(this.prefix.length);
    return aggregateOf(stream) === undefined ? undefined : stream;
  }
}
