import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import type { Measured, ServerContext, ServerFigure } from '../../figure.js';
import { format } from '../../measure/statistics.js';
import { stopwatch } from '../../measure/stopwatch.js';
import { BenchServer } from '../../processes/bench-server.js';
import { GraphQLConnection } from '../../processes/graphql-connection.js';
import { type ChildProcessDouble, startDoubleProcess } from '../../../../../test/kurrentdb-double/index.js';

const NOTICED_WITHIN = 10;
const WHOLE_WITHIN = 15;
/** Milliseconds between looks. */
const EVERY = 100;
/** Seconds; what does not come about by then counts as this. */
const PATIENCE = 60;
/** Seconds for which the log is away: short of what the pauses between attempts grow to, and beyond. */
const OUTAGES = [3, 20, 60];

/** How a server of ours comes through an outage of its log: crashed and restarted, frozen and thawed. */
export const serverRecovery: ServerFigure = { name: 'server.recovery', measure };

const KINDS = [
  {
    kind: 'crash',
    fail: (double: ChildProcessDouble) => double.crash(),
    mend: (double: ChildProcessDouble) => double.restart(),
  },
  {
    kind: 'freeze',
    fail: async (double: ChildProcessDouble) => double.freeze(),
    mend: async (double: ChildProcessDouble) => double.thaw(),
  },
] as const;

async function measure({ data, progress, short, server }: ServerContext): Promise<Measured> {
  if (!server.double) return { rows: [], notes: ['a real server is neither crashed nor frozen: not measured'] };
  const double = await startDoubleProcess({ file: join(await data.scratch(), 'double.jsonl') });
  const api = await BenchServer.start({
    dataDir: await data.scratch(),
    environment: { EVENT_STORE: double.connectionString },
  });
  const rows: Measured['rows'][number][] = [];
  const notes: string[] = [];
  try {
    await whole(api);
    for (const { kind, fail, mend } of KINDS) {
      const [noticed, recovered]: [number[], number[]] = [[], []];
      for (const outage of short ? OUTAGES.slice(0, 1) : OUTAGES) {
        const since = stopwatch();
        await fail(double);
        await until(async () => !(await isReady(api)));
        noticed.push(since());
        await sleep(Math.max(0, outage - since()) * 1_000);
        await mend(double);
        recovered.push(await whole(api));
        progress(
          `${kind} of ${outage} s: noticed after ${format(noticed.at(-1)!, 1)} s, whole after ${format(recovered.at(-1)!, 1)} s`,
        );
        await sleep(2_000);
      }
      rows.push(worst(`server.recovery/${kind}-noticed`, noticed, NOTICED_WITHIN));
      rows.push(worst(`server.recovery/${kind}-whole`, recovered, WHOLE_WITHIN));
      notes.push(`${kind}: noticed after ${list(noticed)} s, whole ${list(recovered)} s after the return`);
    }
  } finally {
    double.thaw();
    await api.stop();
    await double.stop();
  }
  notes.push(`the worst of ${short ? 1 : OUTAGES.length} outages each`);
  return { rows, notes };
}

const list = (seconds: readonly number[]): string => seconds.map((value) => format(value, 1)).join(', ');

function worst(name: string, seconds: readonly number[], within: number): Measured['rows'][number] {
  const value = Math.max(...seconds);
  return { name, value, unit: 's', limit: null, ratio: null, target: `≤ ${within} s`, met: value <= within };
}

/**
 * Seconds until the server is ready and a mutation that was sent since is answered with its record, which takes the log,
 * the vault, the projection and the read model. A new one is sent again and again: an earlier one may still hang.
 */
async function whole(api: BenchServer): Promise<number> {
  const since = stopwatch();
  const connection = new GraphQLConnection(api.url, api.token);
  let done = false;
  const probe = async () => {
    const { registerActor } = await connection.query<{ registerActor: { record?: { id: string } | null } }>(MUTATION);
    if (registerActor.record) done = true;
  };
  try {
    while (!done && since() < PATIENCE) {
      probe().catch(() => undefined);
      await sleep(EVERY);
    }
    await until(() => isReady(api));
    return since();
  } finally {
    connection.close();
  }
}

const MUTATION =
  'mutation { registerActor(input: { kind: HUMAN, reason: { text: "A benchmark." } }) { ... on ActorRecorded { record { id } } } }';

const isReady = (api: BenchServer): Promise<boolean> =>
  fetch(`${api.url}/health/ready`, { signal: AbortSignal.timeout(1_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const since = stopwatch(); since() < PATIENCE && !(await holds());) await sleep(EVERY);
}
