import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { EventStore } from '#event-store';
import { ReadingThreads } from '../log/reading.thread.js';
import { takeLedgerFolder, type LedgerFolder } from '../files/ledger-folder.js';
import { LedgerFileError } from '../files/disk.port.js';
import type { HeadStore } from '../head/head.port.js';
import { ed25519Signer } from '../notes/signer.js';
import { Sealer } from '../sealer/sealer.js';
import type { SealerStatus } from '../sealer/sealer.status.js';
import type { SealerSettings, ThreadStatus, ToSealer } from './sealer.messages.js';

/** Milliseconds between attempts at what the thread needs before it can begin. */
const RETRY = 1_000;

const settings = workerData as SealerSettings;
const stopping = new AbortController();
parentPort!.on('message', (message: ToSealer) => message.kind === 'stop' && stopping.abort());

const post = (status: SealerStatus): void => {
  const sent: ThreadStatus =
    status.state === 'ALARM' ? { ...status, alarm: { code: status.alarm.code, at: status.alarm.at } } : status;
  parentPort!.postMessage(sent);
};

async function eventually<T>(open: () => T | Promise<T>): Promise<T | undefined> {
  while (!stopping.signal.aborted) {
    try {
      return await open();
    } catch (error) {
      post({ state: 'RETRYING', size: 0, problem: (error as Error).message });
      await sleep(RETRY, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
  return undefined;
}

const opened: { close(): unknown }[] = [];
const keep = <T extends { close(): unknown }>(part: T | undefined): T | undefined => {
  if (part) opened.push(part);
  return part;
};

try {
  const { openEventStore } = (await import(settings.log.url)) as {
    openEventStore(options: unknown): Promise<EventStore>;
  };
  const { openHeadStore } = (await import(settings.head.url)) as {
    openHeadStore(options: unknown): Promise<HeadStore>;
  };
  const folder = await eventually(() => takeFolder(settings.folder));
  if (folder) opened.push({ close: () => folder.release() });
  const head = keep(await eventually(() => openHeadStore(settings.head.options)));
  const log = keep(await eventually(() => openEventStore(settings.log.options)));
  if (folder && head && log) await seal(folder, head, log);
} finally {
  for (const part of opened.toReversed()) await part.close();
}
// Ends this thread, not the process. Left to itself it would, now and then, not end at all: what a database's client has
// of native code can keep an event loop alive after the client was closed.
process.exit();

async function seal({ disk }: LedgerFolder, head: HeadStore, log: EventStore): Promise<void> {
  const { origin, seeds, within, witnesses, quorum } = settings;
  const signers = seeds.map((seed) => ed25519Signer(origin, seed));
  const ahead = new ReadingThreads(settings.log);
  const sealer = new Sealer({ log, ahead, head, disk, origin, signers, within, witnesses, quorum, onStatus: post });
  sealer.start();
  await new Promise((resolve) => {
    if (stopping.signal.aborted) resolve(undefined);
    stopping.signal.addEventListener('abort', resolve, { once: true });
  });
  await sealer.stop();
}

function takeFolder(folder: string): LedgerFolder {
  try {
    return takeLedgerFolder(folder);
  } catch (error) {
    if (error instanceof LedgerFileError) throw error;
    throw new LedgerFileError(folder, (error as Error).message, { cause: error });
  }
}
