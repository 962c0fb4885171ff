import './support/patience.js';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphQLClient } from '../apps/demo/src/loading/graphql.client.js';
import { Recorder } from '../apps/demo/src/loading/recorder.js';
import { readIndex } from './support/log-head.js';
import { temporaryFolder } from './support/server.js';

const DEMO = fileURLToPath(new URL('../apps/demo/src/main.js', import.meta.url));

interface Demo {
  readonly url: string;
  readonly token: string;
  /** The three questions that it prints, to paste. */
  readonly queries: readonly string[];
  readonly output: string;
  stop(): Promise<number | null>;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

function run(port: string, dataDir = folder.path): { child: ChildProcess; said: { out: string; err: string } } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', DEMO], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.err += text));
  return { child, said };
}

/** Starts the demo, and waits until it serves. */
async function startDemo(): Promise<Demo> {
  const { child, said } = run('0');
  while (!said.out.includes('Ctrl-C')) {
    if (child.exitCode !== null) throw new Error(`the demo ended with ${child.exitCode}: ${said.out}${said.err}`);
    await Promise.race([once(child.stdout!, 'data'), once(child, 'close')]);
  }
  const queries = said.out.split(/^ {2}(?=\S)/m).flatMap((part) => /^ {4}\{[\s\S]*\}$/m.exec(part)?.[0] ?? []);
  return {
    url: /(http:\S+)\/graphql$/m.exec(said.out)![1]!,
    token: /onr_\S+/.exec(said.out)![0],
    queries,
    output: said.out,
    async stop() {
      child.kill('SIGINT');
      const [code] = (await once(child, 'close')) as [number | null];
      return code;
    },
  };
}

describe('npm run demo', () => {
  it('serves the story, prints queries that have answers and a token that edits; a second run records nothing twice', async () => {
    const first = await startDemo();
    const client = new GraphQLClient(first.url);
    const answers = await Promise.all(first.queries.map((query) => client.ask(query)));
    expect(answers).toMatchObject([
      { incidents: { nodes: [{ investigations: expect.any(Array) }, { investigations: expect.any(Array) }] } },
      { incident: { accounts: expect.arrayContaining([expect.objectContaining({ topic: { label: 'Weapon' } })]) } },
      {
        record: { incident: { charges: [], disputed: { value: false } } },
        incident: { charges: [{ side: 'SUBJECT' }, { side: 'OFFICER' }], disputed: { value: true } },
      },
    ]);
    expect(first.output).toContain('is on record.');
    const entries = await readIndex(client);
    expect(await first.stop()).toBe(0);

    const second = await startDemo();
    expect(second.output).toContain('was on record already');
    expect(second.token).not.toBe(first.token);
    // A token for the administrator, its end, and one for the editor.
    const editor = new Recorder(new GraphQLClient(second.url, second.token));
    expect((await readIndex(editor.client)) - entries).toBe(3);
    await editor.record('recordSource', { kind: 'WEB', title: 'A source of one who tries it out' });
    expect(await second.stop()).toBe(0);
  });

  it('says which port, or which folder, is in use, and what to do', async () => {
    const first = await startDemo();
    const { port } = new URL(first.url);
    for (const [dataDir, why] of [
      [join(folder.path, 'another'), 'is in use: stop the other server, or set PORT.'],
      [folder.path, `Another server has ${folder.path} open: stop it, or set DATA_DIR`],
    ] as const) {
      const { child, said } = run(port, dataDir);
      const [code] = (await once(child, 'close')) as [number | null];
      expect(code).toBe(1);
      expect(said.err).toContain(why);
    }
    await first.stop();
  });
});
