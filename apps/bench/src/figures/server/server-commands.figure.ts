import type { Measured, ServerContext, ServerFigure } from '../../figure.js';
import { Random } from '../../generate/random.js';
import { inFlight } from '../../measure/in-flight.js';
import { median, spread } from '../../measure/statistics.js';
import { stopwatch } from '../../measure/stopwatch.js';
import { openStoreAt } from '../../../../shared/src/log/log.adapter.js';
import { admit } from '../../../../api/src/installation/admission.js';
import { commandBusOn, openCommandBus } from '../commands-durable/command-bus.js';
import { commandMix } from '../commands-durable/command.mix.js';
import { knownRecords } from '../commands-durable/known.records.js';

const IN_FLIGHT = 64;
/** The first round warms both sides up and is not counted. */
const ROUNDS = 4;

/** The commands of `commands.durable`, on a server and on the embedded log in turn; each has the same log and vault. */
export const serverCommands: ServerFigure = { name: 'server.commands', measure };

async function measure({ seed, scale, data, short, server }: ServerContext): Promise<Measured> {
  await server.hold(scale.events);
  const [there, here] = [await data.copy(), await data.copy()];
  const onServer = await commandBusOn(there, await openStoreAt(server.place, { admit }));
  const embedded = await openCommandBus(here);
  const rates: { readonly server: number[]; readonly embedded: number[] } = { server: [], embedded: [] };
  const random = new Random(seed + 3);
  try {
    const known = await knownRecords(embedded.store, scale.events);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, bus] of [['embedded', embedded] as const, ['server', onServer] as const]) {
        const requests = commandMix(random, known, short ? 1_000 : 3_000);
        const elapsed = stopwatch();
        await inFlight(IN_FLIGHT, requests, bus.execute);
        if (round > 0) rates[name].push(requests.length / elapsed());
      }
    }
  } finally {
    await onServer.close();
    await embedded.close();
    await data.drop(there);
    await data.drop(here);
  }
  const [value, limit] = [median(rates.server), median(rates.embedded)];
  return {
    rows: [
      {
        name: 'server.commands',
        value,
        unit: 'commands/s',
        limit,
        ratio: value / limit,
        target: 'printed',
        met: true,
      },
    ],
    notes: [
      `${spread(rates.server)} commands/s on ${server.name}, ${spread(rates.embedded)} on the embedded log, ${IN_FLIGHT} in flight, over ${ROUNDS - 1} interleaved rounds`,
      'an append on a server is two calls: the append, and a read of what is there, by which a replay is told from a first success',
    ],
  };
}
