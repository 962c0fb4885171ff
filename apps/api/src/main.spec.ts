import { jest } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Three processes are started one after the other; a busy machine takes seconds for each. */
jest.setTimeout(120_000);

/** The server as an operator runs it: a process of its own. */
describe('the server process', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'on-record-main-'));
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  const run = (environment: Record<string, string>) => {
    const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const said = { out: '', err: '' };
    child.stdout.on('data', (text) => (said.out += String(text)));
    child.stderr.on('data', (text) => (said.err += String(text)));
    const exited = once(child, 'close').then(([code]) => code as number | null);
    return { child, said, exited };
  };

  it('does not start with a wrong configuration, and says what is wrong', async () => {
    const { said, exited } = run({ ONRECORD_MAX_DEPTH: 'deep', ONRECORD_SPEED: '9' });
    expect(await exited).toBe(78);
    expect(said.err).toContain('ONRECORD_MAX_DEPTH: "deep" is not allowed; allowed is a whole number from 3 to 100');
    expect(said.err).toContain('ONRECORD_SPEED: no such variable');
    expect(said.out).toBe('');
  });

  it('prints its addresses, answers, logs JSON only, and stops in order when asked', async () => {
    const { child, said, exited } = run({ LOG_LEVEL: 'debug' });
    const stoppedEarly = exited.then((code) => Promise.reject(new Error(`exited with ${code}: ${said.err}`)));
    stoppedEarly.catch(() => undefined);
    while (!said.out.includes('/metrics')) await Promise.race([once(child.stdout, 'data'), stoppedEarly]);
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out) ?? [];
    expect((await fetch(`${address}/health/live`)).status).toBe(200);

    const second = run({ PORT: new URL(address ?? '').port, DATA_DIR: join(dataDir, 'other') });
    expect(await second.exited).toBe(1);
    expect(second.said.err).toContain('is in use: stop the other server, or set PORT.');
    // No token of a server that never was.
    expect(second.said.out).toBe('');
    expect(said.out).toContain('Token of the first administrator');

    child.kill('SIGTERM');
    expect(await exited).toBe(0);
    for (const line of said.err.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('time');
  });
});
