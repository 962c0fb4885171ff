import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { EventStore, RecordedText, StorePosition } from '#event-store';
import { packLeaves } from './leaf.page.js';
import { AHEAD, LEAVES, type FromReader, type ReadingSetup, type ToReader } from './reading.messages.js';

const { log: adapter, checkTexts } = workerData as ReadingSetup;
const port = parentPort!;
const { openEventStore } = (await import(adapter.url)) as { openEventStore(options: unknown): Promise<EventStore> };
const log = await openEventStore(adapter.options);
/** Memory of pages that were given back: to have the system give and clear it for each page takes as long as to fill it. */
const memories: ArrayBuffer[] = [];
let ahead = 0;
port.on('message', (message: ToReader) => {
  if ('after' in message) return void read(message.after as StorePosition);
  ahead -= 1;
  memories.push(message.memory);
});
post('ready');

async function read(after: StorePosition): Promise<void> {
  ahead = 0;
  let texts: RecordedText[] = [];
  const send = async () => {
    const page = packLeaves(texts, checkTexts, memories.pop());
    texts = [];
    post({ page }, [page.bytes.buffer as ArrayBuffer]);
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
