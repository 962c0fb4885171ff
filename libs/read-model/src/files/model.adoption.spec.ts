import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogIndex } from '#domain';
import type { EventStore, StorePosition } from '#event-store';
import { Projector } from '../projector/projector.js';
import { modelSignature } from '../tables/model.signature.js';
import { dump } from '../testing/model.harness.js';
import { entryId, Story } from '../testing/story.js';
import { adoptModel, type AdoptedIndex, servingFile, UnusableModelError } from './model.adoption.js';
import { copyModel } from './model.copy.js';
import { createModelFile, finishModelFile, openForProjecting } from './model.file.js';

const STALE_DAYS = 90;
let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'adoption-'));
  folder = join(base, 'read-model');
  mkdirSync(folder);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function story(): Story {
  const told = new Story();
  told.incident(1, { title: 'A man was shot in the leg' }, { on: '2026-01-07' });
  told.incident(2);
  told.investigation(1, [2]);
  return told;
}

/** A read model of the story, as another node serves it. */
async function serving(told: Story, signature = modelSignature({ staleAfterDays: STALE_DAYS })): Promise<string> {
  const file = join(base, 'serving.db');
  const db = createModelFile(file, signature);
  await new Projector(told.log, db, { staleAfterDays: STALE_DAYS }).project(told.log.events);
  finishModelFile(file, db);
  return file;
}

const adopt = (file: string, { log }: Story, staleAfterDays = STALE_DAYS) =>
  adoptModel(file, { folder, log, staleAfterDays });

describe('a read model that is taken over', () => {
  it('serves here what it served there, index table and all, and goes on being projected', async () => {
    const told = story();
    const original = await serving(told);
    const copy = join(folder, 'arriving.db');
    await copyModel(original, copy);
    expect(servingFile(folder)).toBeUndefined();

    expect(await adopt(copy, told)).toBe(2);

    const adopted = servingFile(folder)!;
    const [here, there] = [openForProjecting(adopted), new DatabaseSync(original)];
    expect(dump(here)).toEqual(dump(there));
    told.incident(3);
    const projector = new Projector(told.log, here, { staleAfterDays: STALE_DAYS });
    expect(await projector.project(told.log.events.slice(3))).toMatchObject({ index: 3 });
    here.close();
    there.close();
  });

  it('is refused by whoever knows better what stands at which index, and sees its table for that', async () => {
    const told = story();
    const file = join(folder, 'arriving.db');
    copyFileSync(await serving(told), file);
    let seen: unknown;
    const adoption = { folder, log: told.log, staleAfterDays: STALE_DAYS };
    const requireIndex = async ({ size, entries }: AdoptedIndex) => {
      seen = { size, entries: [...entries()] };
      throw new Error('I know better');
    };
    await expect(adoptModel(file, { ...adoption, requireIndex })).rejects.toThrow('I know better');
    expect(servingFile(folder)).toBeUndefined();
    const entries = told.log.events.map(({ id, stream, revision, position }, index) => ({
      index,
      id,
      stream,
      revision,
      position,
    }));
    expect(seen).toEqual({ size: 3, entries });
    expect(await adoptModel(file, { ...adoption, requireIndex: async () => undefined })).toBe(2);
  });

  it('is copied as it stands while the original is written', async () => {
    const told = story();
    const original = await serving(told);
    const db = openForProjecting(original);
    const projector = new Projector(told.log, db, { staleAfterDays: STALE_DAYS });
    const copying = copyModel(original, join(folder, 'arriving.db'));
    for (let n = 3; n < 40; n += 1) {
      told.incident(n);
      await projector.project(told.log.events.slice(n));
    }
    await copying;
    const index = await adopt(join(folder, 'arriving.db'), told);
    expect(index).toBeGreaterThanOrEqual(2);
    const here = openForProjecting(servingFile(folder)!);
    expect(here.prepare('SELECT max(idx) AS last FROM entry').get()).toEqual({ last: index });
    here.close();
    db.close();
  });

  it.each<[string, (file: string, told: Story) => Promise<LogIndex>]>([
    ['of another threshold', (file, told) => adopt(file, told, STALE_DAYS + 1)],
    [
      'that is no database',
      async (file, told) => {
        truncateSync(file, 100);
        return adopt(file, told);
      },
    ],
    [
      'that lost its end',
      async (file, told) => {
        truncateSync(file, statSync(file).size - 8_192);
        return adopt(file, told);
      },
    ],
    [
      'of another log',
      (file, { log }) => {
        const other: Pick<EventStore, 'readStream'> = {
          async *readStream(stream, range) {
            for await (const event of log.readStream(stream, range)) yield { ...event, id: entryId(900) };
          },
        };
        return adoptModel(file, { folder, log: other, staleAfterDays: STALE_DAYS });
      },
    ],
    [
      'of this log in another store, where the positions mean other entries',
      (file, { log }) => {
        const moved: Pick<EventStore, 'readStream'> = {
          async *readStream(stream, range) {
            for await (const event of log.readStream(stream, range))
              yield { ...event, position: (event.position + 1_000n) as StorePosition };
          },
        };
        return adoptModel(file, { folder, log: moved, staleAfterDays: STALE_DAYS });
      },
    ],
    [
      'that is ahead of the log',
      (file) => {
        const behind = { readStream: async function* () {} };
        return adoptModel(file, { folder, log: behind, staleAfterDays: STALE_DAYS });
      },
    ],
  ])('is refused, one %s, and nothing serves', async (_what, attempt) => {
    const told = story();
    const file = join(folder, 'arriving.db');
    copyFileSync(await serving(told), file);
    await expect(attempt(file, told)).rejects.toThrow(UnusableModelError);
    expect(servingFile(folder)).toBeUndefined();
  });
});
