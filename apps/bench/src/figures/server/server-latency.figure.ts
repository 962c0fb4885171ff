import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { NewEvent } from '#domain';
import type { EventStore } from '#event-store';
import { openStoreAt } from '../../../../shared/src/log/log.adapter.js';
import type { LogPlace } from '../../../../shared/src/log/log.place.js';
import { LOG_FILE } from '../../data/files.js';
import type { Measured, ServerContext, ServerFigure } from '../../figure.js';
import { now } from '../../measure/now.js';
import { paced } from '../../measure/paced.js';
import { format, percentile } from '../../measure/statistics.js';
import { Assistant } from '../../processes/assistant.js';
import type { Seen, WatchQuestion } from './watch-log.main.js';

/** Far below what saturates the double: then it would be the queue that is measured. */
const PER_SECOND = 50;

/**
 * From the call of `append` until a follower in another process has the event. When a server commits cannot be seen from
 * outside; the call comes before, so the figure is an upper bound of commit to subscriber.
 */
export const serverLatency: ServerFigure = { name: 'server.latency', measure };

async function measure({ data, scale, short, server }: ServerContext): Promise<Measured> {
  await server.hold(scale.events);
  const folder = await data.copy();
  const seconds = short ? 5 : 20;
  const embedded = await latencies({ kind: 'FILE', file: join(folder, LOG_FILE) }, seconds);
  const served = await latencies(server.place, seconds);
  await data.drop(folder);
  const row = (percent: number) => {
    const [value, limit] = [percentile(served.seen, percent), percentile(embedded.seen, percent)];
    return {
      name: `server.latency/p${percent}`,
      value,
      unit: 'ms',
      limit,
      ratio: value / limit,
      target: 'printed',
      met: true,
    };
  };
  const answered = ({ answered: times }: Latencies) => `p50 ${format(percentile(times, 50), 1)} ms`;
  return {
    rows: [row(50), row(99)],
    notes: [
      `${PER_SECOND} appends/s for ${seconds} s on each; from the call of append, so the commit is in it`,
      `append itself was answered in ${answered(served)} on ${server.name}, ${answered(embedded)} on the embedded log`,
    ],
  };
}

interface Latencies {
  /** Milliseconds from the call to the follower. */
  readonly seen: readonly number[];
  /** Milliseconds from the call to its answer. */
  readonly answered: readonly number[];
}

async function latencies(place: LogPlace, seconds: number): Promise<Latencies> {
  const follower = Assistant.start<WatchQuestion>(new URL('./watch-log.main.js', import.meta.url));
  const store = await openStoreAt(place);
  try {
    await follower.ask({ kind: 'watch', place });
    const written: Promise<{ id: string; sentAt: number; answered: number }>[] = [];
    await paced(PER_SECOND, PER_SECOND * seconds, () => written.push(append(store)));
    const all = await Promise.all(written);
    const last = all.at(-1)!.id;
    const seen = new Map(await follower.ask<Seen>({ kind: 'seen', last }));
    return { seen: all.map(({ id, sentAt }) => seen.get(id)! - sentAt), answered: all.map((one) => one.answered) };
  } finally {
    await store.close();
    await follower.dismiss();
  }
}

async function append(store: EventStore) {
  const sentAt = now();
  const event = anEvent();
  await store.append(`incident-${randomUUID()}`, 'no-stream', [event]);
  return { id: event.id, sentAt, answered: now() - sentAt };
}

const anEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'IncidentReported',
  schema: 1,
  occurred: { edtf: '2026-01-14', zone: 'America/Chicago' },
  actor: 'actor-00000000-0000-4000-8000-0000000000e1',
  correlationId: randomUUID(),
  causationId: randomUUID(),
  data: { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A headline of some words', narrative: 'Text.' },
});
