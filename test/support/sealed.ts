import { eventually } from './eventually.js';
import type { RunningServer } from './server.js';

/** Waits until the ledger of a server holds every entry of its log. */
export async function sealed(server: RunningServer): Promise<void> {
  await eventually(async () => {
    const { ledgerStatus } = await server
      .client()
      .ask<{ ledgerStatus: unknown }>('{ ledgerStatus { state unsealed } }');
    expect(ledgerStatus).toEqual({ state: 'LIVE', unsealed: 0 });
  });
}
