import { join } from 'node:path';
import { LOG_FILE } from '../../data/files.js';
import type { Measured, ServerContext, ServerFigure } from '../../figure.js';
import { format, median, spread } from '../../measure/statistics.js';
import { runJob } from '../../processes/run-job.js';
import type { FollowAnswer, FollowQuestion } from './follow-log.main.js';

const ROUNDS = 3;
/** The log is this much longer the second time. */
const LONGER = 4;
const HELD_TARGET = 1.25;

/** A follower from the beginning of the log to its end, at two lengths, in a process of its own. */
export const serverCatchUp: ServerFigure = { name: 'server.catch-up', measure };

const follow = (question: FollowQuestion): Promise<FollowAnswer> =>
  runJob(new URL('./follow-log.main.js', import.meta.url), question);

async function measure({ data, scale, server }: ServerContext): Promise<Measured> {
  const embedded = { kind: 'FILE', file: join(await data.log(), LOG_FILE) } as const;
  const short = Math.floor(scale.events / LONGER);
  await server.hold(short);
  const [shorter, long, limits]: [FollowAnswer[], FollowAnswer[], FollowAnswer[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) shorter.push(await follow({ place: server.place }));
  const heldShort = (await follow({ place: server.place, weigh: true })).heldMib;
  await server.hold(scale.events);
  const held = (await follow({ place: server.place, weigh: true })).heldMib;
  for (let round = 0; round < ROUNDS; round++) {
    limits.push(await follow({ place: embedded }));
    long.push(await follow({ place: server.place }));
  }
  const perSecond = ({ events, seconds }: FollowAnswer) => events / seconds;
  if (long.some(({ events }) => events !== scale.events)) throw new Error('a follower has caught up before the end');
  const [rates, raw] = [long.map(perSecond), limits.map(perSecond)];
  const [value, limit] = [median(rates), median(raw)];
  const resident = (answers: readonly FollowAnswer[]) => answers.map(({ residentMib }) => residentMib);
  const [mib, before] = [median(resident(long)), median(resident(shorter))];
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
        name: 'server.catch-up/held',
        value: held,
        unit: 'MiB',
        limit: heldShort,
        ratio: held / heldShort,
        target: `≤ ${HELD_TARGET} of a log of a quarter`,
        met: held / heldShort <= HELD_TARGET,
      },
      {
        name: 'server.catch-up/resident',
        value: mib,
        unit: 'MiB',
        limit: before,
        ratio: mib / before,
        target: 'printed',
        met: true,
      },
    ],
    notes: [
      `${spread(rates)} events/s followed on ${server.name}, ${spread(raw)} on the embedded log, in turn`,
      `held and resident: the limit is the same at ${format(short)} events, the value at ${format(scale.events)}; held is the most after a collection, looked at every 997 events`,
      `resident at ${format(short)}: ${spread(resident(shorter))} MiB; at ${format(scale.events)}: ${spread(resident(long))} MiB; embedded: ${spread(resident(limits))} MiB; what V8 takes beyond what is held grows with the time that it runs, up to its own limits`,
    ],
  };
}
