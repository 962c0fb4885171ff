import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphQLClient } from '../../apps/demo/src/loading/graphql.client.js';
import { eventStoreOf, forgetEventStore } from './event-store.js';

const MAIN = fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url));
/** A server that is not up by then is not coming up: milliseconds. */
const STARTED_WITHIN = 60_000;

/** A server of its own process, as it ships. */
export interface RunningServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Of the administrator, printed at the first start of a data folder. */
  readonly adminToken: string | undefined;
  /** What it wrote to standard output so far. */
  output(): string;
  /** What it logged so far. */
  log(): string;
  client(token?: string): GraphQLClient;
  /** Its exit code, once it has ended by itself or otherwise; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Sends a signal, and does not wait for what comes of it. */
  signal(signal: NodeJS.Signals): void;
  /** Stops it in order, or with another signal; resolves with its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the server on a free port of this machine, on the log that the run has chosen (see `event-store.ts`).
 * @param up when it is taken to be up: once it is ready, or although it is not */
export async function startServer(
  dataDir: string,
  environment: Record<string, string> = {},
  up: 'ready' | 'live' = 'ready',
): Promise<RunningServer> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'warn',
      // What is waited for in many tests.
      ONRECORD_LEDGER_WITHIN_MS: '200',
      ...(await eventStoreOf(dataDir)),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (written.stderr += text));
  const url = await addressOf(child, written, up);
  return {
    url,
    adminToken: /onr_[0-9a-f]{32}_[\w-]{43}/.exec(written.stdout)?.[0],
    output: () => written.stdout,
    log: () => written.stderr,
    client: (token) => new GraphQLClient(url, token),
    exited,
    signal: (signal) => void child.kill(signal),
    stop: (signal = 'SIGTERM') => stop(child, signal),
  };
}

/** A folder that lasts as long as a test. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'onrecord-e2e-'));
  return {
    path,
    async remove() {
      await forgetEventStore(path);
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** A server on a folder of its own; stopping it removes both. */
export async function startFreshServer(environment: Record<string, string> = {}): Promise<RunningServer> {
  const folder = await temporaryFolder();
  const server = await startServer(folder.path, environment);
  return {
    ...server,
    async stop(signal) {
      const code = await server.stop(signal);
      await folder.remove();
      return code;
    },
  };
}

async function addressOf(
  child: ChildProcess,
  written: { stdout: string; stderr: string },
  up: 'ready' | 'live',
): Promise<string> {
  const started = Date.now();
  while (Date.now() - started < STARTED_WITHIN) {
    const url = /(http:\/\/127\.0\.0\.1:\d+)\/graphql/.exec(written.stdout)?.[1];
    if (url && (await isUp(`${url}/health/${up}`))) return url;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start (exit code ${child.exitCode}):\n${written.stdout}\n${written.stderr}`);
}

const isUp = (address: string): Promise<boolean> =>
  fetch(address).then(
    ({ status }) => status === 200,
    () => false,
  );

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  await once(child, 'exit');
  return child.exitCode;
}
