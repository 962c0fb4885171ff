import { eventStoreContract } from '#event-store/contract';
import { startDouble } from '../../../../test/kurrentdb-double/index.js';
import { newPrefix } from '../../../../test/support/event-store.js';
import { KurrentDbEventStore } from './kurrentdb-event-store.js';

/** A real server where one is named (`npm run test:kurrentdb`), with streams of this run alone; else the double. */
const SERVER = process.env['KURRENTDB_URL'];

eventStoreContract(SERVER ? 'the KurrentDB store on a server' : 'the KurrentDB store on the double', async () => {
  const double = SERVER ? undefined : await startDouble();
  const connectionString = SERVER ?? double!.connectionString;
  const streamPrefix = SERVER ? newPrefix() : '';
  const open = async () => new KurrentDbEventStore({ connectionString, streamPrefix });
  return { store: await open(), reopen: open, another: open, close: async () => double?.stop() };
});
