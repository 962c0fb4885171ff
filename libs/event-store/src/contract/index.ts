import type { RestorableEventStore } from '../event-store.port.js';
import { appendContract } from './append.contract.js';
import { followContract } from './follow.contract.js';
import type { EventStoreHarness, MakeHarness } from './harness.js';
import { idempotencyContract } from './idempotency.contract.js';
import { modelContract } from './model.contract.js';
import { plainJsonContract } from './plain-json.contract.js';
import { readContract } from './read.contract.js';
import { restoreContract } from './restore.contract.js';
import { textsContract } from './texts.contract.js';

export type { EventStoreHarness, MakeHarness } from './harness.js';
export * from './builders.js';

/** The promises of the port, as Jest tests: every adapter calls this from a spec of its own and passes all of it. */
export function eventStoreContract(name: string, makeHarness: MakeHarness): void {
  describe(`${name} keeps the promises of an event store:`, () => {
    let harness: EventStoreHarness;
    let current: RestorableEventStore;

    beforeAll(async () => {
      harness = await makeHarness();
      current = harness.store;
    });
    afterAll(async () => {
      await current.close();
      await harness.close();
    });

    const store = () => current;
    const another = () => harness.another();
    const reopen = async () => {
      await current.close();
      current = await harness.reopen();
      return current;
    };

    appendContract(store, another);
    idempotencyContract(store, reopen);
    plainJsonContract(store);
    readContract(store, reopen);
    followContract(store, another);
    textsContract(store);
    restoreContract(store);
    modelContract(store);
  });
}
