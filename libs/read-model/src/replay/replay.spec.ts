import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { LogIndex } from '#domain';
import { createModelFile, finishModelFile } from '../files/model.file.js';
import { Projector } from '../projector/projector.js';
import { modelSignature } from '../tables/model.signature.js';
import { MemoryLog } from '../testing/memory.log.js';
import { randomStory } from '../testing/random.story.js';
import { entryId, id, Story } from '../testing/story.js';
import { replayModel, type ReplayedModel } from './replay.js';

const STALE_DAYS = 90;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A read model that serves, filled so many events at a time. */
async function serving(log: MemoryLog, batch = 2): Promise<string> {
  const file = join(folder, 'serving.db');
  const db = createModelFile(file, modelSignature({ staleAfterDays: STALE_DAYS }));
  const projector = new Projector(log, db, { staleAfterDays: STALE_DAYS });
  for (let from = 0; from < log.events.length; from += batch)
    await projector.project(log.events.slice(from, from + batch));
  finishModelFile(file, db);
  return file;
}

const replay = (log: MemoryLog, file: string, until?: (model: ReplayedModel) => LogIndex) =>
  replayModel(
    {
      log,
      serving: file,
      copy: join(folder, 'copy.db'),
      fresh: join(folder, 'fresh.db'),
      staleAfterDays: STALE_DAYS,
      ...(until ? { until } : {}),
    },
    ({ differences, ...result }) => ({ ...result, differences: [...differences] }),
  );

function edit(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

function shooting(): Story {
  const story = new Story();
  story.incident(1, { title: 'A man was shot in the leg' });
  story.investigation(1, [1]);
  story.tell(id('investigation'), 'InvestigationClosed', { outcome: 'NO_CHARGES' }, { on: '2026-02-01' });
  story.tell('log', 'TextWithheld', { entry: entryId(0), path: '/data/title' });
  return story;
}

describe('a replay of the log', () => {
  it('finds a read model as it was made, whatever was told, corrected, merged and withheld, and in whatever batches', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory(), fc.integer({ min: 1, max: 7 }), async ({ log }, batch) => {
        const { replayed, differences } = await replay(log, await serving(log, batch));
        rmSync(join(folder, 'serving.db'));
        expect(differences).toEqual([]);
        expect(replayed).toBe(log.events.length);
      }),
      { numRuns: 15 },
    );
  });

  it('leaves nothing behind', async () => {
    const { log } = shooting();
    await replay(log, await serving(log));
    expect(readdirSync(folder).filter((name) => !name.startsWith('serving.db'))).toEqual([]);
  });

  it.each<[string, string, string, RegExp]>([
    ['a document that was edited', 'version', `UPDATE version SET doc = replace(doc, 'CRIMINAL', 'CIVIL')`, /0001$/],
    [
      'a facet that is missing',
      'row_tag',
      `DELETE FROM row_tag WHERE tag = (SELECT id FROM tag WHERE name = 'incident.status=CLOSED')`,
      /^incident.status=CLOSED incident-/,
    ],
    ['a row that was ended', 'row', `UPDATE row SET to_idx = 3 WHERE kind = 0 AND to_idx > 1000`, /^incident-.*0002$/],
    [
      'words that were brought back',
      'text',
      `INSERT INTO text_search (rowid, body) SELECT id, 'his name' FROM text WHERE id NOT IN (SELECT rowid FROM text_search) LIMIT 1`,
      /^incident-/,
    ],
    ['a change that nobody was told of', 'change', `DELETE FROM change WHERE idx = 2`, /^0+2 0$/],
    ['another time of recording', 'entry', `UPDATE entry SET recorded = recorded + 1 WHERE idx = 1`, /^0+1$/],
    ['a withheld text that is forgotten', 'withheld', `DELETE FROM withheld`, /data.title$/],
  ])('names %s, by table and key', async (_what, table, sql, key) => {
    const { log } = shooting();
    const file = await serving(log);
    edit(file, sql);
    const { differences } = await replay(log, file);
    expect(differences.map((one) => one.table)).toContain(table);
    expect(differences.find((one) => one.table === table)!.key).toMatch(key);
  });

  it('compares up to a moment only, if it is asked to', async () => {
    const { log } = shooting();
    const file = await serving(log);
    edit(file, `UPDATE version SET doc = '{}' WHERE idx = 2`);
    expect((await replay(log, file, () => 1 as LogIndex)).differences).toEqual([]);
    expect((await replay(log, file, () => 2 as LogIndex)).differences).toHaveLength(1);
    const at = Date.parse(log.events[1]!.recordedAt);
    expect((await replay(log, file, ({ resolve }) => resolve(at))).until).toBe(1);
  });

  it('tells where the log has lost what the read model holds', async () => {
    const { log } = shooting();
    const file = await serving(log);
    const shortened = new Story();
    shortened.incident(1, { title: 'A man was shot in the leg' });
    shortened.investigation(1, [1]);
    const { index, replayed, differences } = await replay(shortened.log, file);
    expect([index, replayed]).toEqual([3, 2]);
    expect(differences.filter(({ table }) => table === 'entry')).toMatchObject([
      { key: expect.stringMatching(/2$/), found: expect.any(String) },
      { key: expect.stringMatching(/3$/), found: expect.any(String) },
    ]);
  });
});
