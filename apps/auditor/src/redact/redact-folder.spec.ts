import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { leafOf } from '#catalogue';
import type { RecordedEvent } from '#event-store';
import { collect, newEvent, newEvents, newStream } from '#event-store/contract';
import { SqliteEventStore } from '#event-store/sqlite';
import { redactFolder, type Step } from './redact-folder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redact-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = () => join(folder, 'log.db');
async function onLog<T>(use: (store: SqliteEventStore) => Promise<T>): Promise<T> {
  const store = await SqliteEventStore.open({ file: log() });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
const events = () => onLog((store) => collect(store.readAll()));
const redact = (dryRun = false) => redactFolder({ log: log(), folder, dryRun });

/** As large as a page and more, so that a part of it stands in pages of its own. */
const long = (of: string) => `${of} ${'that nobody was to read '.repeat(300)}`;
const SECRETS = [0, 1, 2].map((n) => ({
  text: n === 1 ? long(`Words${n}`) : `Words${n} that nobody was to read`,
  salt: `salt-of-the-secret-${n}`,
  mac: `mac-of-the-secret-${n}`,
}));
const KEPT = 'A summary that may be read';
/** Short enough to stand within a page, and found nowhere else. */
const TRACES = SECRETS.flatMap(({ salt, mac }, n) => [salt, mac, `Words${n}`]);

/** A log whose first, middle and last entries hold texts that are withheld, and read models that know them. */
async function given(): Promise<readonly RecordedEvent[]> {
  await onLog(async (store) => {
    await store.append('log', 'no-stream', [newEvent({ type: 'LogOpened', data: { logId: 'the-log' } })]);
    const entries: string[] = [];
    for (const { text, salt, mac } of SECRETS) {
      const event = newEvent({
        data: { title: text, summary: KEPT },
        texts: {
          '/data/title': { salt, commitment: 'Y29tbWl0bWVudA' },
          '/data/summary': { salt: 'another-salt', commitment: 'YW5vdGhlcg' },
        },
        digest: { key: 'k', mac },
      });
      entries.push(event.id);
      await store.append(newStream(), 'no-stream', [event]);
      for (let n = 0; n < 20; n += 1) await store.append(newStream(), 'no-stream', newEvents(3));
    }
    for (const [n, entry] of entries.entries())
      await store.append('log', n, [newEvent({ type: 'TextWithheld', data: { entry, path: '/data/title' } })]);
  });
  mkdirSync(join(folder, 'read-model'));
  for (const name of [
    'read-model.0123456789ab-1.db',
    'read-model.0123456789ab-1.db-wal',
    'arriving.db',
    'read-model.json',
  ])
    writeFileSync(join(folder, 'read-model', name), TRACES.join(' '));
  return events();
}

/** What of the secrets is in a file of the folder, whatever file that is. */
function traces(): string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const bytes = names
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('');
  return TRACES.filter((trace) => bytes.includes(trace));
}

describe('removing what is withheld', () => {
  it('leaves no byte of it, and everything else as it was', async () => {
    const before = await given();
    expect(traces()).toEqual(TRACES);
    const report = await redact();
    expect(report).toMatchObject({ holds: true, withheld: 3, resumed: false });
    expect(report.removals.map(({ paths }) => paths)).toEqual([['/data/title'], ['/data/title'], ['/data/title']]);
    expect(JSON.stringify(report)).not.toMatch(/Words\d/);
    expect(traces()).toEqual([]);

    const after = await events();
    expect(after.map(leafOf)).toEqual(before.map(leafOf));
    const removed = new Set<string>(report.removals.map(({ entry }) => entry));
    for (const [n, event] of after.entries()) {
      if (!removed.has(event.id)) expect(event).toEqual(before[n]);
      else {
        expect(event).toMatchObject({ position: before[n]!.position, data: { summary: KEPT } });
        expect(event.texts).toMatchObject({
          '/data/title': { commitment: 'Y29tbWl0bWVudA' },
          '/data/summary': { salt: 'another-salt' },
        });
      }
    }
    expect(removed.size).toBe(3);
  });

  it('leaves the log guarded, and one that takes appends', async () => {
    await given();
    await redact();
    const other = new DatabaseSync(log());
    expect(() => other.exec("UPDATE events SET data = '{}'")).toThrow('never changed');
    other.close();
    const before = (await events()).at(-1)!;
    const { position } = await onLog((store) => store.append(newStream(), 'no-stream', newEvents(1)));
    expect(position).toBe(before.position + 1n);
  });

  it('has nothing to do a second time, and touches no read model then', async () => {
    await given();
    await redact();
    writeFileSync(join(folder, 'read-model', 'read-model.0123456789ab-2.db'), 'filled since');
    expect(await redact()).toMatchObject({ holds: true, withheld: 3, removals: [], readModels: [], resumed: false });
    expect(readdirSync(join(folder, 'read-model'))).toEqual(['read-model.0123456789ab-2.db']);
  });

  it('is only told of by a dry run', async () => {
    const before = await given();
    const report = await redact(true);
    expect(report).toMatchObject({ holds: false, withheld: 3, removals: [{}, {}, {}], readModels: [] });
    expect(traces()).toEqual(TRACES);
    expect(await events()).toEqual(before);
    await redact();
    expect(await redact(true)).toMatchObject({ holds: true, removals: [] });
  });

  it('says so where another program holds the old bytes, and is finished once that has gone', async () => {
    await given();
    const reader = new DatabaseSync(log(), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM events').get();
    await expect(redact()).rejects.toThrow('end the other programs that have the file open');
    expect(await redact(true)).toMatchObject({ holds: false, resumed: true });
    reader.close();
    expect(await redact()).toMatchObject({ holds: true, resumed: true });
    expect(traces()).toEqual([]);
  });
});

describe('a removal that is killed', () => {
  const PROCESS = fileURLToPath(new URL('./testing/redacting.process.js', import.meta.url));

  it.each<[Step, boolean]>([
    ['read models removed', false],
    ['rows changed', true],
    ['log written anew', true],
    ['finished', false],
  ])('after "%s" leaves a log that holds, and is finished by the next run', async (step, resumed) => {
    const before = await given();
    const { signal } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', PROCESS, folder, step]);
    expect(signal).toBe('SIGKILL');
    const between = await events();
    expect(between.map(leafOf)).toEqual(before.map(leafOf));
    // All of them, or none.
    expect([0, 3]).toContain(
      between.filter((event, n) => JSON.stringify(event.data) !== JSON.stringify(before[n]!.data)).length,
    );
    expect(await redact()).toMatchObject({ holds: true, resumed });
    expect(traces()).toEqual([]);
    expect((await events()).map(leafOf)).toEqual(before.map(leafOf));
  });
});
