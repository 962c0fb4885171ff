import { join } from 'node:path';
import { LOG_FILE } from '../../data/files.js';
import type { Measured, ServerContext, ServerFigure } from '../../figure.js';
import { format, median, spread } from '../../measure/statistics.js';
import { runJob } from '../../processes/run-job.js';
import type { FollowAnswer, FollowQuestion } from './follow-log.main.js';

const ROUNDS = 3;
/** The log is this much longer the second time. */
const LONGER = 4;
const RESIDENT_TARGET = 1.25;

/** A follower from the beginning of the log to its end, at two lengths, in a process of its own. */
export const serverCatchUp: ServerFigure = { name: 'server.catch-up', measure };

const follow = (question: FollowQuestion): Promise<FollowAnswer> =>
  runJob(new URL('./follow-log.main.js', import.meta.url), question);

async function measure({ data, scale, server }: ServerContext): Promise<Measured> {
  const embedded = { kind: 'FILE', file: join(await data.log(), LOG_FILE) } as const;
  const short = Math.floor(scale.events / LONGER);
  await server.hold(short);
  const [shortMib, long, limits]: [number[], FollowAnswer[], FollowAnswer[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) shortMib.push((await follow({ place: server.place })).residentMib);
  await server.hold(scale.events);
  for (let round = 0; round < ROUNDS; round++) {
    limits.push(await follow({ place: embedded }));
    long.push(await follow({ place: server.place }));
  }
  const perSecond = ({ events, seconds }: FollowAnswer) => events / seconds;
  if (long.some(({ events }) => events !== scale.events)) throw new Error('a follower has caught up before the end');
  const [rates, raw] = [long.map(perSecond), limits.map(perSecond)];
  const [value, limit] = [median(rates), median(raw)];
  const [mib, before] = [median(long.map(({ residentMib }) => residentMib)), median(shortMib)];
  return {
    rows: [
      {
        name: 'server.catch-up',
        value,
        unit: 'events/s',
        limit,
        ratio: value / limit,
        target: 'printed',
        met: true,
      },
      {
        name: 'server.catch-up/resident',
        value: mib,
        unit: `MiB at ${format(scale.events)} events`,
        limit: before,
        ratio: mib / before,
        target: `≤ ${RESIDENT_TARGET} of that at ${format(short)}`,
        met: mib / before <= RESIDENT_TARGET,
      },
    ],
    notes: [
      `${spread(rates)} events/s followed on ${server.name}, ${spread(raw)} on the embedded log, in turn`,
      `resident at ${format(short)} events: ${spread(shortMib)} MiB; at ${format(scale.events)}: ${spread(long.map((one) => one.residentMib))} MiB; embedded: ${spread(limits.map((one) => one.residentMib))} MiB`,
    ],
  };
}
