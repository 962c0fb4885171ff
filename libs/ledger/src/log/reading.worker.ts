import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { EventStore, RecordedText, StorePosition } from '#event-store';
import { packLeaves } from './leaf.page.js';
import { AHEAD, type FromReader, type ReadingSetup, type ToReader } from './reading.messages.js';

/** Leaves of a page: some hundreds of KiB, so that passing them on takes little beside making them. */
const LEAVES = 1_024;

const { log: adapter, checkTexts } = workerData as ReadingSetup;
const port = parentPort!;
const { openEventStore } = (await import(adapter.url)) as { openEventStore(options: unknown): Promise<EventStore> };
const log = await openEventStore(adapter.options);
let ahead = 0;
port.on('message', (message: ToReader) => {
  if (message === 'taken') ahead -= 1;
  else void read(message.after as StorePosition);
});
post('ready');

async function read(after: StorePosition): Promise<void> {
  let texts: RecordedText[] = [];
  const send = async () => {
    const page = packLeaves(texts, checkTexts);
    texts = [];
    post({ page }, [
      page.bytes.buffer as ArrayBuffer,
      page.ends.buffer as ArrayBuffer,
      page.positions.buffer as ArrayBuffer,
    ]);
    for (ahead += 1; ahead >= AHEAD;) await once(port, 'message');
  };
  for await (const page of log.texts!.readAll({ after })) {
    texts.push(...page);
    if (texts.length >= LEAVES) await send();
  }
  if (texts.length > 0) await send();
  post('end');
}

function post(message: FromReader, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
