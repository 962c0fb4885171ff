import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogIndex, StoredEvent } from '#domain';
import type { RestorableEventStore } from '#event-store';
import { SqliteEventStore } from '#event-store/sqlite';
import { projectedLog } from './files/projected.log.js';
import type { ProjectorNews } from './projector/projector.messages.js';
import { type ReadModelOptions, SqliteReadModel } from './sqlite-read-model.js';
import { entryId, id, Story } from './testing/story.js';

const SOON = 15_000;
const folders: string[] = [];
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'read-model-'));
  folders.push(folder);
  return folder;
}

async function openLog(folder: string): Promise<SqliteEventStore> {
  const log = await SqliteEventStore.open({ file: join(folder, 'log.db') });
  open.push(log);
  return log;
}

function openModel(
  folder: string,
  log: RestorableEventStore,
  onProjector?: (news: ProjectorNews) => void,
  held?: ReadModelOptions['held'],
): SqliteReadModel {
  const url = new URL('./testing/sqlite-log.module.js', import.meta.url).href;
  const model = SqliteReadModel.open({
    folder: join(folder, 'read-model'),
    log,
    store: { url, options: { file: join(folder, 'log.db') } },
    ...(onProjector ? { onProjector } : {}),
    ...(held ? { held } : {}),
  });
  open.push(model);
  return model;
}

/** What a second process on the same file would do. */
function moveCheckpoint(file: string, by: number): void {
  const db = new DatabaseSync(file);
  db.exec(`UPDATE checkpoint SET idx = idx + ${by}`);
  db.close();
}

const restored = (story: Story, from = 0): StoredEvent[] =>
  story.log.events.slice(from).map(({ position: _place, ...event }) => event);

function shooting(): Story {
  const story = new Story();
  story.tell('log', 'LogOpened', { logId: entryId(1) });
  story.incident(1, {}, { on: '2026-01-07' });
  story.incident(2, { title: 'A man was shot in the leg' });
  story.investigation(1, [2]);
  return story;
}

const newest = { by: 'OCCURRED', direction: 'DESC' } as const;
const titles = (model: SqliteReadModel) =>
  model
    .current()
    .list('incident', {}, newest, {})
    .edges.map(({ node }) => node);

describe('the read model', () => {
  it('fills itself from the log, then follows what is appended', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    const story = shooting();
    await log.restore(restored(story));
    const model = openModel(folder, log);
    expect(await model.waitFor(3 as LogIndex, SOON)).toBe(true);
    expect(titles(model)).toEqual([id('incident', 2), id('incident', 1)]);
    expect(model.status()).toMatchObject({ index: 3, logId: entryId(1), recordedAt: '2026-01-15T15:00:00.000Z' });

    story.tell(id('investigation'), 'InvestigationClosed', { outcome: 'NO_CHARGES' }, { on: '2026-02-01' });
    await log.restore(restored(story, 4));
    expect(await model.waitForEntry(entryId(4), SOON)).toMatchObject({ index: 4, type: 'InvestigationClosed' });
    const status = (index: number) =>
      model
        .at(index as LogIndex)
        .facets([id('incident', 2)])
        .get(id('incident', 2))!.tags;
    expect(status(3)).toContain('status=OPEN');
    expect(status(4)).toContain('status=CLOSED');
  });

  it('serves at once after a restart what it had, from the same file', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    await log.restore(restored(shooting()));
    const first = openModel(folder, log);
    await first.waitFor(3 as LogIndex, SOON);
    const { file } = first.status();
    await first.close();
    const second = openModel(folder, log);
    expect(second.status()).toMatchObject({ index: 3, file });
  });

  it('serves what it had, and reads nothing of the log, for as long as it is held', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    const story = shooting();
    await log.restore(restored(story));
    const first = openModel(folder, log);
    await first.waitFor(3 as LogIndex, SOON);
    await first.close();
    const models = join(folder, 'read-model');
    expect([projectedLog(models, 90), projectedLog(models, 91)]).toEqual([entryId(1), undefined]);
    story.tell(id('investigation'), 'InvestigationClosed', { outcome: 'NO_CHARGES' }, { on: '2026-02-01' });
    await log.restore(restored(story, 4));

    let release!: () => void;
    const until = new Promise<void>((resolve) => (release = resolve));
    const held = openModel(folder, log, undefined, { until, why: 'the log is away' });
    const rebuilt = held.rebuild();
    expect(await held.waitFor(4 as LogIndex, 300)).toBe(false);
    expect(held.status()).toMatchObject({ index: 3, state: 'RETRYING', problem: 'the log is away' });
    release();
    await rebuilt;
    expect(held.status()).toMatchObject({ index: 4, state: 'LIVE' });
  });

  it('tells of a pause, and that it went on from there', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    const story = shooting();
    await log.restore(restored(story));
    const news: ProjectorNews[] = [];
    const model = openModel(folder, log, (one) => void news.push(one));
    await model.waitFor(3 as LogIndex, SOON);
    const { file } = model.status();
    const heard = async (state: string) => {
      for (const end = Date.now() + SOON; news.at(-1)?.state !== state && Date.now() < end;)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return news.at(-1);
    };
    await heard('LIVE');
    moveCheckpoint(file, 1);
    story.incident(3, {}, { on: '2026-02-01' });
    await log.restore(restored(story, 4));
    expect(await heard('PAUSED')).toMatchObject({ file, problem: expect.stringContaining('another process') });
    moveCheckpoint(file, -1);
    model.resume();
    expect(await heard('LIVE')).toEqual({ file, state: 'LIVE' });
    expect(titles(model)).toHaveLength(3);
  });

  it('rebuilds beside the serving file, answering all the while, and removes the old one', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    await log.restore(restored(shooting()));
    const model = openModel(folder, log);
    await model.waitFor(3 as LogIndex, SOON);
    const before = model.status().file;
    const done = model.rebuild();
    expect(titles(model)).toHaveLength(2);
    await done;
    expect(model.status().file).not.toBe(before);
    expect(titles(model)).toHaveLength(2);
    const files = readdirSync(join(folder, 'read-model')).filter((name) => name.endsWith('.db'));
    expect(files).toEqual([model.status().file.split('/').at(-1)]);
  });

  it('fills everything anew where the log is another one', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    await log.restore(restored(shooting()));
    const first = openModel(folder, log);
    await first.waitFor(3 as LogIndex, SOON);
    await first.close();
    await log.close();
    for (const name of readdirSync(folder)) if (name.startsWith('log.db')) rmSync(join(folder, name));

    const other = new Story();
    for (const n of [7, 8, 9, 10, 11]) other.incident(n, { title: 'Of another log' });
    const replaced = await openLog(folder);
    await replaced.restore(restored(other).map((event, n) => ({ ...event, id: entryId(5_000 + n) })));
    const second = openModel(folder, replaced);
    expect(await second.waitForEntry(entryId(5_004), SOON)).toMatchObject({ index: 4 });
    expect(titles(second)).toHaveLength(5);
    expect(second.current().record(id('incident', 1))).toBeUndefined();
  });

  it('reads a record with its entries, and the file of an incident, as of an index', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    const story = shooting();
    story.tell(id('investigation'), 'InvestigationClosed', { outcome: 'NO_CHARGES' }, { on: '2026-02-01' });
    await log.restore(restored(story));
    const model = openModel(folder, log);
    await model.waitFor(4 as LogIndex, SOON);
    const files = await model.at(3 as LogIndex).files([id('incident', 2)]);
    const { incident, investigations } = files.get(id('incident', 2))!;
    expect(incident.entries.map(({ id: entry }) => entry)).toEqual([entryId(2)]);
    expect(investigations.map(({ state }) => state.status)).toEqual(['OPEN']);
    const rows = model.current().entries([id('investigation')], { limit: 10 });
    expect(rows.map(({ type }) => type)).toEqual(['InvestigationOpened', 'InvestigationClosed']);
    const events = await model.events(rows);
    expect(events.map(({ id: entry }) => entry)).toEqual([entryId(3), entryId(4)]);
  });

  it('resolves an instant to the last entry recorded by then', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    await log.restore(restored(shooting()));
    const model = openModel(folder, log);
    await model.waitFor(3 as LogIndex, SOON);
    expect(model.resolve(Date.parse('2026-01-15T13:59:59.999Z'))).toBe(1);
    expect(model.resolve(Date.parse('2026-01-15T14:00:00.000Z'))).toBe(2);
    expect(model.resolve(Date.parse('2026-01-01T00:00:00.000Z'))).toBe(-1);
  });

  it('says that an index has not been reached', async () => {
    const folder = newFolder();
    const model = openModel(folder, await openLog(folder));
    expect(() => model.at(5 as LogIndex)).toThrow('index 5 is not on record');
    expect(await model.waitFor(5 as LogIndex, 50)).toBe(false);
  });
});
