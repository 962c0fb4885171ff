import type { BenchContext, Figure, Measured } from '../../figure.js';
import { format, median, spread } from '../../measure/statistics.js';
import type { PreparedAnswer } from '../../processes/answer-from-memory.js';
import { BenchServer } from '../../processes/bench-server.js';
import { GraphQLConnection } from '../../processes/graphql-connection.js';
import { PAGE, PAGES } from './page.operation.js';
import { pagesPerSecond } from './pages-per-second.js';

const TARGET = 0.5;
/** The first round warms both servers up and is not counted. */
const ROUNDS = 6;

/** A filtered page over HTTP, beside the same operation on the same server with resolvers that answer from memory. */
export const queryPage: Figure = { name: 'query.page', measure };

async function measure({ data, short, progress }: BenchContext): Promise<Measured> {
  const dataDir = await data.served();
  const server = await BenchServer.start({ dataDir });
  const connection = new GraphQLConnection(server.url);
  const bodies = PAGES.map((variables) => JSON.stringify({ query: PAGE, variables }));
  const prepared: PreparedAnswer[] = [];
  let nodes = 0;
  for (const variables of PAGES) {
    const { incidents } = await connection.query<{ incidents: { nodes: unknown[] } }>(PAGE, variables);
    prepared.push({ field: 'incidents', args: variables, value: incidents });
    nodes += incidents.nodes.length;
  }
  progress(`${format(nodes / PAGES.length, 1)} incidents on a page`);
  const memory = await BenchServer.start({ dataDir: await data.scratch(), prepared });
  const fromMemory = new GraphQLConnection(memory.url);
  const [pages, limits]: [number[], number[]] = [[], []];
  try {
    await requireSame(connection, fromMemory, bodies);
    for (let round = 0; round < ROUNDS; round++) {
      const real = await pagesPerSecond(connection, bodies, short ? 3 : 6);
      const limit = await pagesPerSecond(fromMemory, bodies, short ? 3 : 6);
      if (round === 0) continue;
      pages.push(real);
      limits.push(limit);
    }
  } finally {
    connection.close();
    fromMemory.close();
    await Promise.all([server.stop(), memory.stop()]);
  }
  const [value, limit] = [median(pages), median(limits)];
  return {
    rows: [
      {
        name: 'query.page',
        value,
        unit: 'requests/s',
        limit,
        ratio: value / limit,
        target: `≥ ${TARGET} of memory`,
        met: value / limit >= TARGET,
      },
    ],
    notes: [
      `${spread(pages)} requests/s, and ${spread(limits)} from memory, over ${pages.length} interleaved rounds of ${PAGES.length} different pages with ${format(nodes / PAGES.length, 1)} incidents each`,
    ],
  };
}

/** What is compared must be the same answer. */
async function requireSame(
  real: GraphQLConnection,
  memory: GraphQLConnection,
  bodies: readonly string[],
): Promise<void> {
  for (const body of bodies) {
    const [a, b] = await Promise.all([real.send(body), memory.send(body)]);
    if (dataOf(a) !== dataOf(b)) throw new Error(`the server from memory answers otherwise: ${b.slice(0, 500)}`);
  }
}

const dataOf = (answer: string): string => JSON.stringify((JSON.parse(answer) as { data: unknown }).data);
