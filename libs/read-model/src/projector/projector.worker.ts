import { parentPort, workerData } from 'node:worker_threads';
import type { EventStore } from '#event-store';
import { ForeignEventError } from '../fold/record.folder.js';
import { createModelFile, finishModelFile, openForProjecting } from '../files/model.file.js';
import { LogFollower } from './log.follower.js';
import { Projector } from './projector.js';
import type { ProjectorCommand, ProjectorMessage, ProjectorSettings } from './projector.messages.js';
import { ForeignLogError } from './same.log.js';

/**
 * Events in one transaction, at most: so that readers of the newest index wait a few milliseconds, and since all that a
 * batch makes is held until it is written. Filling a new file gains nothing by larger ones.
 */
const BATCH = 500;

const settings = workerData as ProjectorSettings;
const post = (message: ProjectorMessage): void => parentPort!.postMessage(message);
const stop = new AbortController();

const { openEventStore } = (await import(settings.store.url)) as {
  openEventStore(options: unknown): Promise<EventStore>;
};
const log = await openEventStore(settings.store.options);

let building = settings.mode === 'BUILD';
let db = building ? createModelFile(settings.file, settings.signature) : openForProjecting(settings.file);
let projector = new Projector(log, db, settings);

const follower = new LogFollower(
  log,
  projector,
  {
    onCheckpoint: ({ index, position }, events) =>
      post({ kind: 'checkpoint', index, position, withheld: events.some(({ type }) => type === 'TextWithheld') }),
    onState: (state, problem) => post({ kind: 'state', state, problem }),
    onCaughtUp() {
      if (!building) return projector;
      finishModelFile(settings.file, db);
      building = false;
      db = openForProjecting(settings.file);
      projector = new Projector(log, db, settings);
      post({ kind: 'built' });
      return projector;
    },
  },
  { batchSize: BATCH },
);

parentPort!.on('message', (command: ProjectorCommand) => {
  if (command.kind === 'stop') stop.abort();
  else follower.wake();
});

post({ kind: 'state', state: building ? 'REBUILDING' : 'CATCHING_UP' });
post({ kind: 'checkpoint', ...projector.checkpoint, withheld: false });
try {
  await follower.run(stop.signal);
} catch (error) {
  if (!(error instanceof ForeignLogError || error instanceof ForeignEventError)) throw error;
  post({ kind: 'foreign-log', problem: error.message });
} finally {
  db.close();
  await log.close();
}
// Ends this thread, not the process. Left to itself it would, now and then, not end at all: what a database's client has
// of native code can keep an event loop alive after the client was closed.
process.exit();
