import { type PgliteServer, startPgliteServer } from './pglite-server.js';

declare global {
  var pgliteOfTheRun: PgliteServer | undefined;
}

/**
 * Before all suites: one PGlite for all of them, since to compile it takes some seconds, and each suite has its own
 * memory. Nothing is loaded before the first suite connects, so that the others do not wait.
 */
export default async function startPglite(): Promise<void> {
  if (process.env['DATABASE_URL']) return;
  globalThis.pgliteOfTheRun = await startPgliteServer();
  process.env['PGLITE_URL'] = globalThis.pgliteOfTheRun.url;
}
