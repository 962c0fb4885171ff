import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { temporaryFolder } from './temporary.folder.js';

const MODULE = new URL('./temporary.folder.js', import.meta.url).href;
const WORK = `
  const { temporaryFolder } = await import(${JSON.stringify(MODULE)});
  console.log(temporaryFolder('interrupted').path);
  setInterval(() => {}, 1_000);
`;

describe('a temporary folder', () => {
  it('is for its owner alone, and gone when it is removed', () => {
    const listening = process.listenerCount('SIGTERM');
    const { path, remove } = temporaryFolder('done');
    expect(statSync(path).mode & 0o777).toBe(0o700);
    remove();
    expect([existsSync(path), process.listenerCount('SIGTERM')]).toEqual([false, listening]);
  });

  it('is gone where the work is interrupted, which cannot tell then', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', WORK]);
    const ended = once(child, 'close');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const path = line.toString().trim();
    expect(existsSync(path)).toBe(true);
    child.kill('SIGTERM');
    expect([(await ended)[0], existsSync(path)]).toEqual([2, false]);
  });
});
