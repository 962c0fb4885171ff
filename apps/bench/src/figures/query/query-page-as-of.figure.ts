import type { BenchContext, Figure, Measured } from '../../figure.js';
import { format, median, spread } from '../../measure/statistics.js';
import { BenchServer } from '../../processes/bench-server.js';
import { GraphQLConnection } from '../../processes/graphql-connection.js';
import { PAGE, PAGE_AS_OF, PAGES } from './page.operation.js';
import { pagesPerSecond } from './pages-per-second.js';

const TARGET = 2;
const ROUNDS = 6;

/** The page as it was half-way through the log, beside the same page now: milliseconds of the server's time each. */
export const queryPageAsOf: Figure = { name: 'query.page-as-of', measure };

async function measure({ data, scale, short }: BenchContext): Promise<Measured> {
  const server = await BenchServer.start({ dataDir: await data.served() });
  const connection = new GraphQLConnection(server.url);
  const now = PAGES.map((variables) => JSON.stringify({ query: PAGE, variables }));
  const index = Math.floor(scale.events / 2);
  const then = PAGES.map((variables) => JSON.stringify({ query: PAGE_AS_OF, variables: { index, ...variables } }));
  const [past, present]: [number[], number[]] = [[], []];
  let nodes = 0;
  try {
    for (const variables of PAGES) {
      const data = await connection.query<{ record: { incidents: { nodes: unknown[] } } }>(PAGE_AS_OF, {
        index,
        ...variables,
      });
      nodes += data.record.incidents.nodes.length;
    }
    for (let round = 0; round < ROUNDS; round++) {
      const current = 1_000 / (await pagesPerSecond(connection, now, short ? 3 : 6));
      const asOf = 1_000 / (await pagesPerSecond(connection, then, short ? 3 : 6));
      if (round === 0) continue;
      present.push(current);
      past.push(asOf);
    }
  } finally {
    connection.close();
    await server.stop();
  }
  const [value, limit] = [median(past), median(present)];
  return {
    rows: [
      {
        name: 'query.page-as-of',
        value,
        unit: 'ms/page',
        limit,
        ratio: value / limit,
        target: `≤ ${TARGET} × the current page`,
        met: value / limit <= TARGET,
      },
    ],
    notes: [
      `${spread(past, 1)} ms as of index ${format(index)}, ${spread(present, 1)} ms now, over ${past.length} interleaved rounds; ${format(nodes / PAGES.length, 1)} incidents on a page then`,
    ],
  };
}
