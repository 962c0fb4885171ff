import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MasterKeyError } from '../vault.errors.js';
import { loadMasterKey } from './master-key.file.js';

describe('the master key', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'on-record-'));
    file = join(folder, 'vault.key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = (parts = {}) => loadMasterKey({ file, vaultInitialised: false, ...parts });

  it('is made on the first start, for its owner alone, and is the same on the next', () => {
    const first = load();
    expect(first).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['vault.key']);
    expect(load({ vaultInitialised: true })).toEqual(first);
  });

  it('is never made anew for a vault that has one', () => {
    expect(() => load({ vaultInitialised: true })).toThrow(`${file} does not exist and none is configured`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused where others may read the file', () => {
    load();
    chmodSync(file, 0o640);
    expect(() => load()).toThrow('(mode 0640): chmod 600 it');
  });

  it('is refused where the file holds something else, which is not shown', () => {
    writeFileSync(file, 'hunter2\n', { mode: 0o600 });
    expect(() => load()).toThrow(MasterKeyError);
    expect(() => load()).toThrow(/^(?!.*hunter2).*vault\.key is not a key of 32 bytes/);
    expect(readFileSync(file, 'utf8')).toBe('hunter2\n');
  });

  it('is refused where the file is a folder, or cannot be made', () => {
    mkdirSync(file);
    expect(() => load()).toThrow('is not a regular file');
    expect(() => load({ file: join(folder, 'missing', 'vault.key') })).toThrow('no master key could be made');
  });

  it('may be configured in any usual form, and then no file is made', () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, n) => 255 - n));
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(load({ fromConfig: key.toString(form), vaultInitialised: true })).toEqual(key);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['', 'short', 'g'.repeat(64), 'A'.repeat(42), 'ab'.repeat(33)])(
    'is refused where it is configured as "%s"',
    (fromConfig) => {
      expect(() => load({ fromConfig })).toThrow(
        `it has ${fromConfig.length} characters and is not shown. Make one with: openssl rand -base64 32`,
      );
    },
  );
});
