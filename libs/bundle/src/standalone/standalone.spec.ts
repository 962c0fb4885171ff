import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SealedLog } from '../testing/bundle.builder.js';
import { Bundles } from '../testing/bundles.js';
import { caseLog } from '../testing/test.log.js';

const AUDITOR = fileURLToPath(new URL('../../../../apps/auditor/src/main.js', import.meta.url));
/** The machine's own, where it has one, and not that of the packages. */
const NODE =
  process.env
    .PATH!.split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .find((file) => existsSync(file)) ?? process.execPath;

const run = (node: string, cwd: string, ...args: string[]) => {
  const { status, stdout } = spawnSync(node, args, { cwd, encoding: 'utf8', timeout: 50_000 });
  return { status, stdout };
};

describe('the verifier in one file', () => {
  const bundles = new Bundles();
  afterAll(() => bundles.remove());

  it('runs where nothing is installed, and says what the command says', async () => {
    await (await SealedLog.of(caseLog(20))).export(bundles.in('bag'), 'CASE');
    const spoilt = bundles
      .copyOf('bag')
      .edit('data/texts.jsonl', (text) => text.replace('/data/title', '/data/titlE').replace('logId', 'logID'));
    for (const [folder, status] of [
      [bundles.in('bag'), 0],
      [spoilt.folder, 1],
      [bundles.in('nothing'), 3],
    ] as const) {
      const alone = run(NODE, bundles.place, join(bundles.in('bag'), 'verify.mjs'), folder, '--json');
      const command = run(process.execPath, bundles.place, AUDITOR, 'verify-bundle', folder, '--json');
      expect(alone).toEqual({ status, stdout: command.stdout });
      expect(command.status).toBe(status);
    }
  });
});
