import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from './configuration.error.js';
import { cosigner, ed25519Signer } from '#ledger';
import { witnessAddress } from './witness-address.js';
import { loadConfig } from './load-config.js';

const problemsOf = (environment: Record<string, string>) => {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};

describe('configuration by environment', () => {
  it('starts with defaults where nothing is set', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ dataDir: './data', host: '127.0.0.1', port: 3000, publicRead: true });
    expect(config.vaultKey).toBeUndefined();
    expect(config.corsOrigins).toEqual([]);
  });

  it('reads numbers, switches and lists', () => {
    expect(
      loadConfig({
        PORT: '0',
        ONRECORD_PUBLIC_READ: 'false',
        ONRECORD_CORS_ORIGINS: 'https://a.example, https://b.example',
      }),
    ).toMatchObject({ port: 0, publicRead: false, corsOrigins: ['https://a.example', 'https://b.example'] });
  });

  it('takes an empty variable as absent', () => {
    expect(loadConfig({ PORT: '' }).port).toBe(3000);
  });

  it.each([
    ['PORT', '70000', 'from 0 to 65535'],
    ['PORT', '0x10', 'whole number'],
    ['PORT', '3000.5', 'whole number'],
    ['ONRECORD_PUBLIC_READ', 'yes', '`true` or `false`'],
    ['LOG_LEVEL', 'loud', '`debug`'],
    ['ONRECORD_TIME_ZONE', 'Mars/Olympus', 'IANA time zone'],
    ['ONRECORD_TIME_ZONE', '+01:00', 'an offset is not a time zone'],
    ['ONRECORD_CORS_ORIGINS', 'https://a.example/path', 'is not an origin'],
  ])('refuses %s=%s with its name, the value and what is allowed', (name, value, allowed) => {
    const [problem] = problemsOf({ [name]: value });
    expect(problem).toContain(name);
    expect(problem).toContain(`"${value}"`);
    expect(problem).toContain(allowed);
  });

  it.each([
    ['ONRECORD_VAULT_KEY', 'hunter2'],
    ['EVENT_STORE', 'mongodb://user:hunter2@host'],
    ['VAULT', 'mysql://user:hunter2@host/db'],
    ['VAULT', 'postgres://user:hunter2@ho st:1/db'],
    ['ONRECORD_VAULT_KYE', 'hunter2'],
  ])('never shows the value of %s', (name, value) => {
    const [problem] = problemsOf({ [name]: value });
    expect(problem).toContain(name);
    expect(problem).not.toContain('hunter2');
  });

  it('refuses a variable that it does not know, naming those it does', () => {
    const [problem] = problemsOf({ ONRECORD_MAX_DEEPTH: '5' });
    expect(problem).toContain('ONRECORD_MAX_DEEPTH');
    expect(problem).toContain('ONRECORD_MAX_DEPTH');
  });

  it('tells all problems at once', () => {
    expect(problemsOf({ PORT: 'x', ONRECORD_MAX_DEPTH: 'y' })).toHaveLength(2);
  });

  it('refuses a default page that is larger than the largest', () => {
    expect(problemsOf({ ONRECORD_DEFAULT_PAGE: '50', ONRECORD_MAX_PAGE: '10' })[0]).toContain('ONRECORD_MAX_PAGE');
  });

  it('takes witnesses by key and address, each once, and no quorum that they cannot make', () => {
    const name = 'ONRECORD_LEDGER_WITNESSES';
    const [one, other] = [1, 2].map((n) => cosigner('w.example', Buffer.alloc(32, n)).vkey);
    const log = ed25519Signer('w.example', Buffer.alloc(32, 1)).vkey;
    const both = `${one} https://w.example, ${other} http://127.0.0.1:8090/w`;
    expect(loadConfig({ [name]: both, ONRECORD_LEDGER_QUORUM: '2' }).ledgerWitnesses.map(witnessAddress)).toEqual([
      { vkey: one, url: 'https://w.example' },
      { vkey: other, url: 'http://127.0.0.1:8090/w' },
    ]);
    const wrong = [
      one!,
      `${one} w.example`,
      `${log} https://w.example`,
      `${one} https://a, ${one} https://b`,
      'x https://a',
    ];
    for (const text of wrong) expect(problemsOf({ [name]: text })).toEqual([expect.stringContaining(`${name}: `)]);
    expect(problemsOf({ [name]: both, ONRECORD_LEDGER_QUORUM: '3' })[0]).toMatch(/QUORUM: 3 is more than .*\(2\)/);
  });

  it('refuses a shared vault without a key, and says how one is made', () => {
    const VAULT = 'postgres://api:hunter2@db/onrecord';
    const problems = problemsOf({ VAULT });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^ONRECORD_VAULT_KEY: (?!.*hunter2).*every node.*openssl rand -base64 32/);
    expect(loadConfig({ VAULT, ONRECORD_VAULT_KEY: '07'.repeat(32) }).vault).toBe(VAULT);
  });

  describe('with a secret in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onrecord-secret-'));
    const file = join(folder, 'key');
    const key = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(file, `${key}\n`);
    afterAll(() => rmSync(folder, { recursive: true }));

    it('reads it, without the line end', () => {
      expect(loadConfig({ ONRECORD_VAULT_KEY_FILE: file }).vaultKey).toBe(key);
    });

    it('refuses a file that is not there by its name, and a secret that is given twice', () => {
      const missing = join(folder, 'none');
      expect(problemsOf({ VAULT_FILE: missing })).toEqual([expect.stringContaining(`VAULT_FILE: "${missing}"`)]);
      expect(problemsOf({ ONRECORD_VAULT_KEY_FILE: file, ONRECORD_VAULT_KEY: key })[0]).toContain('set one of them');
    });

    it('does not show what the file holds, and takes no file for what is no secret', () => {
      const [problem] = problemsOf({ VAULT_FILE: file });
      expect(problem).toMatch(/^VAULT: .*not shown/);
      expect(problem).not.toContain(key);
      expect(problemsOf({ ONRECORD_MAX_DEPTH_FILE: file })[0]).toContain('no such variable');
    });
  });

  it('accepts a vault key as base64 and as hexadecimal', () => {
    const key = Buffer.alloc(32, 7);
    expect(loadConfig({ ONRECORD_VAULT_KEY: key.toString('base64') }).vaultKey).toBe(key.toString('base64'));
    expect(loadConfig({ ONRECORD_VAULT_KEY: key.toString('hex') }).vaultKey).toBe(key.toString('hex'));
  });
});
