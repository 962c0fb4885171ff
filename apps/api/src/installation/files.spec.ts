import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFiles } from './files.js';

describe('the data folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrecord-files-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const files = (...path: string[]) => dataFiles({ dataDir: join(folder, ...path), eventStore: 'sqlite:' });

  it('is made with the folders above it, for its owner alone', () => {
    const made = files('a', 'b');
    expect(statSync(made.folder).mode & 0o777).toBe(0o700);
    expect(files('a', 'b')).toEqual(made);
  });

  it('is refused at once where it cannot be made', () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    writeFileSync(join(folder, 'file'), '');
    for (const wrong of [['link', 'data'], ['file', 'data'], ['file']])
      expect(() => files(...wrong)).toThrow(/^DATA_DIR .* cannot be written to \(E[A-Z]+: .*\): name a folder/);
  });
});
