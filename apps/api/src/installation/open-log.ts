import { v5 } from 'uuid';
import { ActorRegistered, LogOpened, type EventDeclaration, type JsonObject, type StreamName } from '#domain';
import { catalogue, composeEvent } from '#catalogue';
import { eventIdOf } from '#commands/executor';
import { ConcurrencyError, type EventStore } from '#event-store';

/** The log, and the actor in whose name the tracker itself records. */
export interface OpenedLog {
  /** UUID, drawn when the log was opened. */
  readonly logId: string;
  readonly systemActor: StreamName;
}

/**
 * Reads the log's id; opens the log where it is empty. Every id follows from the log's, so when two nodes start at once,
 * or one is killed between the steps, the log is opened once.
 * @param newId draws a UUID for a new log
 */
export async function openLog(store: EventStore, newId: () => string, now = new Date()): Promise<OpenedLog> {
  const logId = (await readLogId(store)) ?? (await begin(store, newId(), now));
  const systemActor = systemActorOf(logId);
  await record(store, systemActor, ActorRegistered, { kind: 'SYSTEM' }, { logId, systemActor }, now);
  return { logId, systemActor };
}

export const systemActorOf = (logId: string): StreamName => `actor-${v5('system', logId)}`;

/** Undefined while the log is empty. */
export async function readLogId(store: EventStore): Promise<string | undefined> {
  for await (const event of store.readStream('log', { limit: 1 })) return event.data['logId'] as string;
  return undefined;
}

async function begin(store: EventStore, logId: string, now: Date): Promise<string> {
  const opened = { logId, systemActor: systemActorOf(logId) };
  await record(store, 'log', LogOpened, { logId }, opened, now);
  // Another node may have been first: its id is the log's.
  return (await readLogId(store))!;
}

/** Appends the first event of a stream, unless the stream is there: then not even an attempt is made. */
async function record(
  store: EventStore,
  stream: StreamName,
  declaration: EventDeclaration,
  data: JsonObject,
  { logId, systemActor }: OpenedLog,
  now: Date,
): Promise<void> {
  for await (const _ of store.readStream(stream, { limit: 1 })) return;
  const key = v5(`bootstrap/${declaration.type}`, logId);
  const { event } = composeEvent(catalogue, declaration, {
    id: eventIdOf(stream, 0, key),
    stream,
    occurred: { edtf: now.toISOString().replace(/\.\d+Z$/, 'Z'), zone: 'UTC' },
    data,
    actor: systemActor,
    correlationId: key,
    causationId: key,
  });
  try {
    await store.append(stream, 'no-stream', [event]);
  } catch (error) {
    if (!(error instanceof ConcurrencyError)) throw error;
  }
}
