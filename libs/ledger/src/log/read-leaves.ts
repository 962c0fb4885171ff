import type { EventStore, StorePosition } from '#event-store';
import { leavesOf } from './leaf.page.js';
import { leafOfEvent, leafOfRecordedText, leafOfWhatStands, type LogLeaf } from './log-leaf.js';
import type { ReadAhead, Reading } from './reading.port.js';

/** As much of a log as it takes to compare it: a store, or the history that a server gives. */
export type VerifiedLog = Pick<EventStore, 'readAll' | 'readStream' | 'texts'>;

export type LeavesMessage =
  | { readonly kind: 'leaves'; readonly leaves: readonly LogLeaf[] }
  /** See `LogMessage`. */
  | { readonly kind: 'caught-up' };

interface ReadOptions {
  readonly after?: StorePosition | undefined;
  readonly ahead?: ReadAhead | undefined;
  /**
   * Whether a thread that reads ahead compares the texts, of which `openings` then has those that are wrong. What cannot be
   * read is then a leaf that says so; else it is an error.
   */
  readonly checkTexts?: boolean;
  readonly signal?: AbortSignal;
}

/** In log order, a page at a time; from its text where the log keeps such, which takes a fraction of the time. */
export async function* readLeaves(
  log: VerifiedLog,
  { after, ahead, checkTexts = false, signal }: ReadOptions = {},
): AsyncGenerator<readonly LogLeaf[], undefined> {
  const options = signal && { signal };
  if (!log.texts) {
    for await (const event of log.readAll({ after }, options)) yield [leafOfEvent(event)];
    return;
  }
  let last = after;
  let reading: Reading | undefined;
  try {
    let count = 0;
    for await (const texts of log.texts.readAll({ after }, options)) {
      yield texts.map(checkTexts ? leafOfWhatStands : leafOfRecordedText);
      last = texts.at(-1)!.position;
      count += texts.length;
      if (ahead && count >= ahead.worthwhile) reading ??= ahead.start(checkTexts);
      if (reading?.isReady) break;
    }
    if (!reading?.isReady) return;
    for await (const page of reading.pages(last!, signal)) {
      const leaves = leavesOf(page, log);
      last = leaves.at(-1)!.position;
      yield leaves;
    }
  } finally {
    await reading?.stop();
  }
  // Nothing, unless the thread could not go on: then what is wrong shows here.
  yield* readLeaves(log, { after: last, checkTexts, ...options });
}

/** The same for `follow`. */
export async function* followLeaves(
  log: EventStore,
  from: Parameters<EventStore['follow']>[0],
  { ahead, signal }: { readonly ahead?: ReadAhead | undefined; readonly signal: AbortSignal },
): AsyncGenerator<LeavesMessage, undefined> {
  if (!log.texts) {
    for await (const message of log.follow(from, { signal }))
      yield message.kind === 'event' ? { kind: 'leaves', leaves: [leafOfEvent(message.event)] } : message;
    return;
  }
  let next = from;
  if (ahead) {
    const after = from === 'beginning' ? undefined : from.after;
    for await (const leaves of readLeaves(log, { after, ahead, signal })) {
      yield { kind: 'leaves', leaves };
      next = { after: leaves.at(-1)!.position };
    }
  }
  for await (const message of log.texts.follow(next, { signal }))
    yield message.kind === 'texts' ? { kind: 'leaves', leaves: message.texts.map(leafOfRecordedText) } : message;
}
