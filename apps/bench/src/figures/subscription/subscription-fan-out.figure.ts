import type { BenchContext, Figure, Measured, Row } from '../../figure.js';
import { format, median, percentile, spread } from '../../measure/statistics.js';
import { addFaults, NO_FAULTS, totalOf } from './delivery.check.js';
import { FanOutStage, PER_SECOND, type Window } from './fan-out.stage.js';
import { rawP99 } from './raw.fan-out.js';

const ROUNDS = 3;
const STALLED = 20;
const STALLED_TARGET = 1;
/** Of the same p99 without stalled clients: what the machine itself makes of two windows without any. */
const DELAY_TARGET = 1.25;
const MIB = 1024 * 1024;

/**
 * A thousand clients, each with a filter of its own, of whom every event concerns few, while events arrive at a pace;
 * windows with clients that do not read, and without any, in turn.
 */
export const subscriptionFanOut: Figure = { name: 'subscription.fan-out', measure };

async function measure({ data, seed, scale, short, progress }: BenchContext): Promise<Measured> {
  const folder = await data.copyServed();
  const seconds = short ? 10 : 30;
  const [plain, beside]: [Window[], Window[]] = [[], []];
  const bytes: number[] = [];
  let warm: Window;
  const stage = await FanOutStage.open(folder, seed + 3, scale.events);
  try {
    // Not timed, but nothing may be lost in it either.
    warm = await stage.window(5);
    const without = async () => plain.push(await stage.window(seconds));
    const withStalled = async () => {
      const { result, bytesEach } = await stage.withStalled(STALLED, () => stage.window(seconds));
      beside.push(result);
      bytes.push(bytesEach);
    };
    for (let round = 0; round < ROUNDS; round++) {
      for (const run of round % 2 === 0 ? [without, withStalled] : [withStalled, without]) await run();
      const [p99, p99Stalled] = [plain, beside].map((windows) => format(percentile(windows.at(-1)!.latencies, 99)));
      progress(`p99 ${p99} ms, beside stalled clients ${p99Stalled} ms`);
    }
  } finally {
    await stage.close();
    await data.drop(folder);
  }
  const clients = stage.filters.length;
  const raw = await rawP99(plain.at(-1)!, clients, ROUNDS);
  return report({ warm, plain, beside, bytes, raw, clients });
}

interface Results {
  readonly warm: Window;
  readonly plain: readonly Window[];
  readonly beside: readonly Window[];
  readonly bytes: readonly number[];
  readonly raw: readonly number[];
  readonly clients: number;
}

function report({ warm, plain, beside, bytes, raw, clients }: Results): Measured {
  const all = [warm, ...plain, ...beside];
  const faults = all.map((window) => window.faults).reduce(addFaults, NO_FAULTS);
  const shares = all.flatMap(({ changes }) => changes.map(({ to }) => (100 * to.length) / clients));
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const pace = all.map(({ perSecond }) => perSecond);
  const asRequired = least >= 1 && most <= 5 && median(pace) >= 0.98 * PER_SECOND;
  const p99 = (windows: readonly Window[]) => windows.map(({ latencies }) => percentile(latencies, 99));
  const [without, withStalled, limit] = [median(p99(plain)), median(p99(beside)), median(raw)];
  const mostMib = Math.max(...bytes) / MIB;
  const deliveries = all.reduce((sum, { latencies }) => sum + latencies.length, 0);
  const row = (name: string, unit: string, value: number, rest: Pick<Row, 'limit' | 'target' | 'met'>): Row => ({
    name: `subscription.fan-out${name}`,
    value,
    unit,
    ratio: rest.limit === null ? null : value / rest.limit,
    ...rest,
  });
  return {
    rows: [
      row('', 'faults', totalOf(faults), { limit: null, target: 'none', met: totalOf(faults) === 0 && asRequired }),
      row('/p99', 'ms', without, { limit, target: 'printed', met: Number.isFinite(without) }),
      row('/stalled', 'MiB', mostMib, {
        limit: null,
        target: `< ${STALLED_TARGET} MiB`,
        met: mostMib < STALLED_TARGET,
      }),
      row('/beside-stalled', 'ms', withStalled, {
        limit: without,
        target: `≤ ${DELAY_TARGET} of without`,
        met: withStalled <= DELAY_TARGET * without,
      }),
    ],
    notes: [
      `${format(deliveries)} deliveries to ${format(clients)} clients: ${faults.missed} missed, ${faults.repeated} repeated, ${faults.outOfOrder} out of order, ${faults.foreign} not meant for the client, by an account of its own of the log`,
      `each of ${format(shares.length)} events concerns ${format(least, 1)}–${format(most, 1)} % of the clients, ${format(median(shares), 1)} % in the median; ${spread(pace)} events/s`,
      `p99 of commit to delivery ${spread(p99(plain))} ms, beside ${STALLED} stalled clients ${spread(p99(beside))} ms, from a bare server ${spread(raw, 1)} ms, over ${ROUNDS} windows each; p50 ${format(median(plain.map(({ latencies }) => percentile(latencies, 50))))} ms; p99 from the sending of the command ${format(median(plain.map(({ fromSending }) => percentile(fromSending, 99))))} ms`,
      `a stalled client costs ${spread(bytes.map((each) => each / 1024))} KiB of the server's memory after each window`,
    ],
  };
}
