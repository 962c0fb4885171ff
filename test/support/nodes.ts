import { sharedLog } from './event-store.js';
import { type RunningServer, startServer, temporaryFolder } from './server.js';
import { makeSharedVault } from './shared-vault.js';

/** API nodes of one installation: one log and one vault, and a data folder for each. */
export interface Nodes {
  /** A node that was started before has the folder that it had. The clock of one may be off: milliseconds ahead. */
  start(name: string, clock?: { readonly ahead: number }): Promise<RunningServer>;
  /** Ends all that run, and removes what they had. */
  remove(): Promise<void>;
}

export async function someNodes(): Promise<Nodes> {
  const [log, vault, folder] = [await sharedLog(), await makeSharedVault(), await temporaryFolder()];
  const started: RunningServer[] = [];
  return {
    async start(name, clock) {
      const server = await startServer(
        `${folder.path}/${name}`,
        { ...log.environment, ...vault.environment, ...(clock ? aheadBy(clock.ahead) : {}) },
        clock ? 'live' : 'ready',
      );
      started.push(server);
      return server;
    },
    async remove() {
      for (const server of started) await server.stop('SIGKILL');
      await vault.remove();
      await log.stop();
      await folder.remove();
    },
  };
}

/** A process in which it is later than it is. */
function aheadBy(milliseconds: number): Record<string, string> {
  const code = `const now = Date.now; Date.now = () => now() + ${milliseconds};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
