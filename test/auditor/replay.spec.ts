import '../support/patience.js';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { someone } from '../support/actors.js';
import { newsroom } from '../support/newsroom.js';
import { type RunningServer, startServer, temporaryFolder } from '../support/server.js';
import { auditor } from './auditor.js';

/** Does something to a database behind the server's back. */
function insider(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RunningServer;
async function start(): Promise<void> {
  folder = await temporaryFolder();
  server = await startServer(folder.path);
  await newsroom(await someone(server, 'EDITOR'));
}
async function stop(): Promise<void> {
  await server.stop();
  await folder.remove();
}

const replay = (...args: readonly string[]) => auditor(['replay', '--data', folder.path, ...args]);

describe('auditor replay, of a server that runs', () => {
  beforeAll(start);
  afterAll(stop);

  it('says that its read model is what the log makes of it', async () => {
    const { code, stdout } = await replay();
    expect([code, stdout]).toEqual([0, expect.stringMatching(/is what the log makes of it, up to index \d+/)]);
  });

  it.each([
    [['--until', '99999'], 3, /has reached index/],
    [['--until', 'yesterday'], 3, /--until/],
    [['--until', '2001-09-11'], 2, /nothing was on record by then/],
    [['--stale-days', '7'], 2, /no finished read model of this version with a threshold of 7 days/],
    [['--stale-days', 'few'], 3, /a whole number of days/],
  ])('refuses what it cannot answer: %s', async (args, exit, message) => {
    const { code, stderr } = await replay(...args);
    expect([code, stderr]).toEqual([exit, expect.stringMatching(message)]);
  });

  it('is told where there is nothing to replay', async () => {
    const { code, stderr } = await auditor(['replay', '--data', join(folder.path, 'nowhere')]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('holds no read model')]);
  });
});

describe('auditor replay, after somebody was at the files', () => {
  beforeEach(start);
  afterEach(stop);

  const serving = (): string => {
    const { file } = JSON.parse(readFileSync(join(folder.path, 'read-model', 'read-model.json'), 'utf8')) as {
      file: string;
    };
    return join(folder.path, 'read-model', file);
  };
  it('names what differs where somebody replaced an answer, and says up to when it held', async () => {
    await server.stop();
    insider(serving(), `UPDATE version SET doc = replace(doc, '"CRIMINAL"', '"CIVIL"')`);
    const edited = await replay('--json');
    expect(edited.code).toBe(1);
    const report = JSON.parse(edited.stdout) as { differences: number; shown: { table: string; key: string }[] };
    expect(report).toMatchObject({ holds: false, missing: 0 });
    expect(report.shown.every(({ table }) => table === 'version')).toBe(true);
    const first = Number(report.shown[0]!.key);

    expect((await replay('--until', String(first - 1))).code).toBe(0);
    const text = await replay('--until', String(first));
    expect([text.code, text.stdout]).toEqual([1, expect.stringContaining('by the log:')]);
  });

  it('says where the log has lost its end', async () => {
    await server.stop();
    insider(
      join(folder.path, 'log.db'),
      `DROP TRIGGER events_are_not_removed; DELETE FROM events WHERE position = (SELECT max(position) FROM events)`,
    );
    const { code, stdout } = await replay();
    expect([code, stdout]).toEqual([1, expect.stringContaining('MISSING: the read model has followed 1 entries')]);
  });
});
