import { stopwatch } from '../../measure/stopwatch.js';
import type { GraphQLConnection } from '../../processes/graphql-connection.js';

/** Requests under way at once: enough to keep one process busy, and too few to measure its queue. */
const CLIENTS = 8;

/** Sends the bodies in turn for so many seconds. @returns requests per second */
export async function pagesPerSecond(
  connection: GraphQLConnection,
  bodies: readonly string[],
  seconds: number,
): Promise<number> {
  const elapsed = stopwatch();
  let sent = 0;
  let answered = 0;
  const client = async () => {
    while (elapsed() < seconds) {
      await connection.send(bodies[sent++ % bodies.length]!);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return answered / elapsed();
}
