import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519Signer, loadSigningKey, SigningKeyError } from '#ledger';

describe('the signing key', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'on-record-key-'));
    file = join(folder, 'ledger.key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made on the first start, for its owner alone, and is the same from then on', () => {
    const made = loadSigningKey({ file, signedBefore: false });
    expect(made).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadSigningKey({ file, signedBefore: true })).toEqual(made);
    expect(loadSigningKey({ file, signedBefore: false })).toEqual(made);
    expect(readFileSync(file, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  });

  it('of the configuration wins over the file, in each spelling', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    loadSigningKey({ file, signedBefore: false });
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const loaded = loadSigningKey({ fromConfig: seed.toString(encoding), file, signedBefore: true });
      expect(Buffer.from(loaded)).toEqual(seed);
    }
    // RFC 8032 §7.1, TEST 1.
    const expected = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
    expect(ed25519Signer('a', seed).verifier.publicKey.toString('hex')).toBe(expected);
  });

  it('is not made anew where checkpoints were signed with one', () => {
    expect(() => loadSigningKey({ file, signedBefore: true })).toThrow(SigningKeyError);
    expect(() => loadSigningKey({ file, signedBefore: true })).toThrow(`${file} does not exist and none is configured`);
  });

  it('that others may read, or that is none, is refused without being shown', () => {
    writeFileSync(file, 'c2VjcmV0IHNlY3JldA==', { mode: 0o600 });
    const load = () => loadSigningKey({ file, signedBefore: true });
    expect(load).toThrow(`${file} is not a signing key`);
    expect(load).not.toThrow('c2VjcmV0');
    chmodSync(file, 0o640);
    expect(load).toThrow('others may use it (mode 0640): chmod 600 it');
    rmSync(file);
    expect(() => loadSigningKey({ fromConfig: 'short', file, signedBefore: false })).toThrow(
      'the configured signing key',
    );
    expect(() => loadSigningKey({ file: folder, signedBefore: true })).toThrow('is not a regular file');
  });
});
