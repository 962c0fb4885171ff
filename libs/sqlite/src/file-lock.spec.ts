import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFile } from './file-lock.js';

describe('the lock on a file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-lock-'));
    file = join(folder, 'server.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is for one at a time, and for the next once it is released', () => {
    const first = lockFile(file);
    expect(first).toBeDefined();
    expect(lockFile(file)).toBeUndefined();
    first!.release();
    const next = lockFile(file);
    expect(next).toBeDefined();
    next!.release();
    expect(statSync(file).size).toBe(0);
  });

  it('ends with the process that holds it, also where that is killed', async () => {
    const module = new URL('./file-lock.js', import.meta.url).href;
    const script = `const { lockFile } = await import(${JSON.stringify(module)});
      lockFile(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    expect(lockFile(file)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const mine = lockFile(file);
    expect(mine).toBeDefined();
    mine!.release();
  });

  it('names the file where it cannot be made', () => {
    expect(() => lockFile(join(folder, 'missing', 'server.lock'))).toThrow(
      /missing\/server\.lock: it cannot be opened/,
    );
  });
});
