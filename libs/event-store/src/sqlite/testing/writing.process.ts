import { newEvents, newStream } from '#event-store/contract';
import { SqliteEventStore } from '../sqlite-event-store.js';

/** A process that writes to the log named by its first argument: as many streams as the second says, three events each. */
const [file = '', streams = '0'] = process.argv.slice(2);
const store = await SqliteEventStore.open({ file });
await Promise.all(
  Array.from({ length: Number(streams) }, async () => {
    const stream = newStream();
    await store.append(stream, 'no-stream', newEvents(1));
    await store.append(stream, 0, newEvents(2));
  }),
);
await store.close();
