import type { EventStore, RestorableEventStore } from '#event-store';
import { type Difference, differencesOf, type DifferenceKind } from './compare-logs.js';
import { copyEvents } from './copy-events.js';
import { type Expected, verbatim, withheldIn, withoutWithheld } from './expected.event.js';
import type { Progress } from './progress.js';

/** Differences that are named one by one; of the others only the count is kept. */
const NAMED = 20;

export interface CopyReport {
  /** Whether the target holds the whole source, and nothing else. */
  readonly holds: boolean;
  readonly logId: string;
  /** Events that the source held when the copy began. */
  readonly events: number;
  readonly alreadyThere: number;
  readonly copied: number;
  /** Events of which texts were left out, and how many texts these are. */
  readonly redacted: { readonly events: number; readonly texts: number };
  readonly differences: Readonly<Record<DifferenceKind, number>>;
  /** The first of them. */
  readonly named: readonly Difference[];
  /** Whether the source has gone on meanwhile: what came since is not in the copy. */
  readonly sourceWentOn: boolean;
}

export interface CopyOptions {
  /** Leaves out texts that are withheld. */
  readonly redact: boolean;
  readonly progress: Progress;
}

/** There is nothing to copy. */
export class EmptySourceError extends Error {
  override readonly name = 'EmptySourceError';
}

/**
 * Copies a whole log, and verifies the copy by reading both anew.
 * @throws {EmptySourceError}, {NotAPrefixError}, and what the stores throw
 */
export async function copyLog(
  source: EventStore,
  target: RestorableEventStore,
  { redact, progress }: CopyOptions,
): Promise<CopyReport> {
  const upTo = await source.head();
  const logId = await idOf(source);
  if (upTo === undefined || logId === undefined)
    throw new EmptySourceError('There is no log at the source: it holds no event that begins one.');
  const left = { events: 0, texts: 0 };
  const expected = redact ? withoutWithheld(await withheldIn(source)) : verbatim;
  const copying = progress.begin('copying', upTo);
  const { there, copied } = await copyEvents({ source, target, upTo, expected, onEvent: copying.tell });
  copying.end();

  const verifying = progress.begin('verifying', upTo);
  const counted = counting(expected, left);
  const differences: Record<DifferenceKind, number> = { MISSING: 0, CHANGED: 0, EXTRA: 0, REORDERED: 0 };
  const named: Difference[] = [];
  let events = 0;
  const onEvent: typeof verifying.tell = (event) => {
    events += 1;
    verifying.tell(event);
  };
  for await (const difference of differencesOf({ source, target, upTo, expected: counted, onEvent })) {
    differences[difference.kind] += 1;
    if (named.length < NAMED) named.push(difference);
  }
  verifying.end();
  const sourceWentOn = (await source.head()) !== upTo;
  const holds = named.length === 0 && !sourceWentOn;
  return { holds, logId, events, alreadyThere: there, copied, redacted: left, differences, named, sourceWentOn };
}

/** The log's id is in its first event. */
async function idOf(log: Pick<EventStore, 'readStream'>): Promise<string | undefined> {
  for await (const { data } of log.readStream('log', { limit: 1 })) return String(data['logId']);
  return undefined;
}

/** Counts what is left out, from what the event has and the copy is to have. */
function counting(expected: Expected, left: { events: number; texts: number }): Expected {
  return (event) => {
    const without = expected(event);
    if (without === event) return event;
    const texts = Object.keys(event.texts ?? {}).filter((path) => without.texts?.[path]?.salt === undefined);
    left.events += 1;
    left.texts += texts.length;
    return without;
  };
}
