import { openStoreAt, type OpenedStore } from '../../../../shared/src/log/log.adapter.js';
import type { LogPlace } from '../../../../shared/src/log/log.place.js';
import { now } from '../../measure/now.js';
import { answerQuestions } from '../../processes/answer-questions.js';

export type WatchQuestion =
  { readonly kind: 'watch'; readonly place: LogPlace } | { readonly kind: 'seen'; readonly last: string };

/** Ids of events, and when they came: milliseconds since the epoch. */
export type Seen = readonly (readonly [id: string, at: number])[];

let store: OpenedStore;
const seen = new Map<string, number>();
const following = new AbortController();
let wake = () => {};

/** Another process that follows the log from its end on, as the projector of another node does. */
answerQuestions(async (question: WatchQuestion) => {
  if (question.kind === 'watch') {
    store = await openStoreAt(question.place, { readOnly: true });
    await new Promise<void>((caughtUp, failed) => void follow(caughtUp).catch(failed));
    return null;
  }
  while (!seen.has(question.last)) await new Promise<void>((resolve) => (wake = resolve));
  following.abort();
  await store.close();
  return [...seen] satisfies Seen;
});

async function follow(caughtUp: () => void): Promise<void> {
  const after = await store.head();
  const from = after === undefined ? ('beginning' as const) : { after };
  for await (const message of store.follow(from, { signal: following.signal })) {
    if (message.kind === 'event') seen.set(message.event.id, now());
    else caughtUp();
    wake();
  }
}
