import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { AnswerError, GraphQLServer } from '../server/graphql.server.js';
import { UsageError } from '../usage.error.js';

const MAIN = fileURLToPath(new URL('../../../api/src/main.js', import.meta.url));
/** Milliseconds: a large log whose read model has to be made anew takes that long. */
const STARTED_WITHIN = 3_600_000;
const EVERY = 50;

/** A server on a folder, on this machine only. */
export interface ServedFolder {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a server, as it ships, on the folder of one that does not run: what may be told to whom is decided there and
 * nowhere else. A folder that a server holds is refused by the new one.
 *
 * @throws UsageError where there is no such folder; AnswerError with what the server says
 */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const place = resolve(folder);
  // One that is not there would be made, with a new and empty record in it.
  if (!existsSync(place)) throw new UsageError(`--data: there is no folder ${place}`);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    // The token is the caller's, and none of the server's.
    env: { ...process.env, AUDITOR_TOKEN: '', DATA_DIR: place, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (written.stderr += text));
  const ended = once(child, 'close');
  for (const until = Date.now() + STARTED_WITHIN; Date.now() < until && child.exitCode === null; await pause(EVERY)) {
    const url = /(http:\/\/127\.0\.0\.1:\d+)\/graphql/.exec(written.stdout)?.[1];
    if (url === undefined || !(await isReady(url)) || !(await isSealed(url))) continue;
    return {
      url,
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  child.kill('SIGKILL');
  throw new AnswerError(`No server could be started on ${place}: ${written.stderr.trim() || written.stdout.trim()}`);
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    ({ status }) => status === 200,
    () => false,
  );

const SEALED = '{ ledgerStatus { unsealed } }';
interface Sealed {
  readonly ledgerStatus: { readonly unsealed: number | null } | null;
}

/** Whether the newest checkpoint is over all of the log: at its start a server seals what came after the last one. */
const isSealed = async (url: string): Promise<boolean> => {
  const { ledgerStatus } = await new GraphQLServer(url).ask<Sealed>(SEALED, {});
  return (ledgerStatus?.unsealed ?? 0) === 0;
};
