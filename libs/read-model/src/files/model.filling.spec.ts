import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Projector } from '../projector/projector.js';
import { entryId, Story } from '../testing/story.js';
import { createModelFile } from './model.file.js';
import { fillModel } from './model.filling.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filling-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is being filled', () => {
  it('holds in the end no word of a text that was withheld further on in the log', async () => {
    const story = new Story();
    story.incident(1, { title: 'The neighbours of Halvorsen heard it' });
    for (let n = 2; n < 40; n += 1) story.incident(n);
    story.tell('log', 'TextWithheld', { entry: entryId(0), path: '/data/title' });
    const file = join(folder, 'model.db');
    await fillModel(file, { log: story.log, staleAfterDays: 90 });
    const bytes = readFileSync(file).toString('latin1').toLowerCase();
    expect(bytes).toContain('incident number 39');
    expect(bytes).not.toContain('halvorsen');
  });

  it('takes no more once a batch has failed half-way, and says what becomes of it', async () => {
    const story = new Story();
    for (let n = 1; n < 5; n += 1) story.incident(n);
    const { events } = story.log;
    const db = createModelFile(join(folder, 'model.db'), 'signature');
    const observe = (step: string) => {
      if (step === 'row of 3') throw new Error('disk full');
    };
    const projector = new Projector(story.log, db, { staleAfterDays: 90, observe });
    await projector.project(events.slice(0, 2));
    const problem = 'disk full; what was filled is thrown away and filled anew at the next start';
    await expect(projector.project(events.slice(2))).rejects.toThrow(problem);
    await expect(projector.project(events.slice(2, 3))).rejects.toThrow(problem);
    expect(projector.checkpoint.index).toBe(1);
    db.close();
  });
});
