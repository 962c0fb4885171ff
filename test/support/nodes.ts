import { sharedLog } from './event-store.js';
import { type RunningServer, startServer, temporaryFolder } from './server.js';
import { sharedVault } from './shared-vault.js';

/** API nodes of one installation: one log and one vault, and a data folder for each. */
export interface Nodes {
  /** A node that was started before has the folder that it had. */
  start(name: string): Promise<RunningServer>;
  /** Ends all that run, and removes what they had. */
  remove(): Promise<void>;
}

export async function someNodes(): Promise<Nodes> {
  const [log, vault, folder] = [await sharedLog(), sharedVault(), await temporaryFolder()];
  await vault.make();
  const started: RunningServer[] = [];
  return {
    async start(name) {
      const server = await startServer(`${folder.path}/${name}`, { ...log.environment, ...vault.environment });
      started.push(server);
      return server;
    },
    async remove() {
      for (const server of started) await server.stop('SIGKILL');
      await vault.drop();
      await log.stop();
      await folder.remove();
    },
  };
}
