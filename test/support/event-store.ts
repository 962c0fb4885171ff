import { randomBytes } from 'node:crypto';
import { type Double, startDouble } from '../kurrentdb-double/index.js';

/**
 * Which log the servers of a test run have: the embedded one without a word; `double`, a protocol double of KurrentDB for
 * each data folder; or the connection string of a real server, with a stream prefix for each data folder.
 */
const CHOICE = process.env['TEST_EVENT_STORE'] ?? 'sqlite';

interface Place {
  readonly environment: Readonly<Record<string, string>>;
  readonly double?: Double;
}

const places = new Map<string, Promise<Place>>();

/** What a server on this data folder is to be told; the same at each of its starts. */
export async function eventStoreOf(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const place = places.get(dataDir) ?? choose();
  places.set(dataDir, place);
  return (await place).environment;
}

/** The double behind a data folder, undefined where the log is another. */
export async function doubleOf(dataDir: string): Promise<Double | undefined> {
  return (await places.get(dataDir))?.double;
}

/** The folder is gone for good. */
export async function forgetEventStore(dataDir: string): Promise<void> {
  const place = await places.get(dataDir);
  places.delete(dataDir);
  await place?.double?.stop();
}

async function choose(choice = CHOICE): Promise<Place> {
  if (choice === 'sqlite') return { environment: {} };
  if (choice === 'double') {
    const double = await startDouble();
    return { environment: { EVENT_STORE: double.connectionString }, double };
  }
  return { environment: { EVENT_STORE: choice, ONRECORD_STREAM_PREFIX: newPrefix() } };
}

/** A log that several nodes can have: not the embedded one, in whose place there is a double. */
export async function sharedLog(): Promise<{
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}> {
  const { environment, double } = await choose(CHOICE === 'sqlite' ? 'double' : CHOICE);
  return { environment, stop: async () => double?.stop() };
}

/** For streams that nobody has written yet, on a server that may hold anything. */
export const newPrefix = (): string => `test_${randomBytes(6).toString('hex')}_`;
