import type { ReadingVault } from '../../../api/src/queries/moment/reading.js';

/** Of what came without a vault: no personal value can be shown. */
export const NOTHING_HELD: ReadingVault = {
  partial: true,
  open: async (refs) => refs.map(() => undefined),
  searchByName: async () => [],
};
