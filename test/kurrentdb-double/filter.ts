import { Refusal } from './refusal.js';
import type { Streams } from './protocol.js';
import type { LogRecord } from './record.js';

/** What the server leaves out of every read of `$all` (`EventFilter.DefaultAllFilter`). */
export const visible = ({ stream }: LogRecord): boolean => stream !== '$epoch-information';

export interface Filter {
  matches(record: LogRecord): boolean;
  /** How many records are looked at before a page ends. */
  readonly window: number;
  /** A checkpoint comes every so many records looked at. */
  readonly checkpointEvery: number;
}

/** Records of a page; also the window of a filter that names none. */
export const PAGE = 32;

/** @throws Refusal where there is no expression or no valid one */
export function filterOf(options: Streams.ReadReq.Options.FilterOptions): Filter {
  const [expression, field] = options.hasStreamIdentifier()
    ? ([options.getStreamIdentifier()!, 'stream'] as const)
    : ([options.getEventType(), 'type'] as const);
  if (!expression) throw invalid('a filter needs an expression on stream names or event types');
  const regex = expression.getRegex();
  const prefixes = expression.getPrefixList();
  const pattern = regex === '' ? undefined : patternOf(regex);
  const window = options.hasMax() ? options.getMax() : PAGE;
  const multiplier = options.getCheckpointintervalmultiplier();
  return {
    matches: (record) =>
      visible(record) &&
      (pattern ? pattern.test(record[field]) : prefixes.some((prefix) => record[field].startsWith(prefix))),
    window,
    checkpointEvery: window * Math.max(1, multiplier),
  };
}

function patternOf(regex: string): RegExp {
  try {
    return new RegExp(regex, 'u');
  } catch {
    throw invalid(`"${regex}" is no valid regular expression`);
  }
}

const invalid = (message: string): Refusal => new Refusal({ kind: 'invalid argument', message });
