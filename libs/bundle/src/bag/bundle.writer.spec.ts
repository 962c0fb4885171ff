import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BundleWriter } from '#bundle';

const INFO = { agent: 'on-record 0.1.0', date: '2026-01-14', identifier: '00000000-0000-5000-8000-000000000001' };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('writing a bundle', () => {
  let place: string;
  let verifier: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'bundle-'));
    verifier = join(place, 'verifier.mjs');
    writeFileSync(verifier, 'process.exit(0);\n');
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const write = async (folder: string) => {
    const writer = BundleWriter.create(folder);
    writer.append('data/entries.jsonl', 'one\n');
    writer.write('data/states/b.json', '{}\n');
    writer.write('data/states-of-old', 'x');
    writer.append('data/entries.jsonl', 'two\n');
    return writer.finish({ ...INFO, verifier });
  };

  it('makes a bag, with a digest of each file, sorted by path', async () => {
    const folder = join(place, 'bag');
    const { sha256: digest, payload } = await write(folder);
    const manifest = readFileSync(join(folder, 'manifest-sha256.txt'));
    expect(manifest.toString()).toBe(
      [
        `${sha256(Buffer.from('one\ntwo\n'))}  data/entries.jsonl`,
        `${sha256(Buffer.from('x'))}  data/states-of-old`,
        `${sha256(Buffer.from('{}\n'))}  data/states/b.json`,
        '',
      ].join('\n'),
    );
    expect(digest).toBe(sha256(manifest));
    expect(payload).toEqual({ bytes: 12, files: 3 });
    const tags = readFileSync(join(folder, 'tagmanifest-sha256.txt'), 'utf8').trimEnd().split('\n');
    expect(tags.map((line) => line.slice(66))).toEqual([
      'README.txt',
      'bag-info.txt',
      'bagit.txt',
      'manifest-sha256.txt',
      'verify.mjs',
    ]);
    for (const line of tags) expect(sha256(readFileSync(join(folder, line.slice(66))))).toBe(line.slice(0, 64));
    expect(readFileSync(join(folder, 'bag-info.txt'), 'utf8')).toContain('Payload-Oxum: 12.3\n');
    expect(readdirSync(place).sort()).toEqual(['bag', 'verifier.mjs']);
  });

  it('makes the same bytes of the same content', async () => {
    await write(join(place, 'one'));
    await write(join(place, 'two'));
    for (const name of readdirSync(join(place, 'one')).filter((file) => file !== 'data'))
      expect(readFileSync(join(place, 'one', name))).toEqual(readFileSync(join(place, 'two', name)));
  });

  it('asks for a receipt of the manifest, and adds it as a tag', async () => {
    const writer = BundleWriter.create(join(place, 'bag'));
    writer.write('data/checkpoint', 'x');
    const data = { exportId: INFO.identifier, format: 'onrecord.export/1', upTo: 4, sha256: '' };
    const { sha256: digest } = await writer.finish({
      ...INFO,
      verifier,
      receipt: async (of) => ({ leaf: '{}', salt: '', data: { ...data, sha256: of }, proof: '', consistency: [] }),
    });
    const receipt = JSON.parse(readFileSync(join(place, 'bag/receipt.json'), 'utf8')) as { data: { sha256: string } };
    expect(receipt.data.sha256).toBe(digest);
    expect(readFileSync(join(place, 'bag/tagmanifest-sha256.txt'), 'utf8')).toContain('  receipt.json\n');
  });

  it('takes an empty folder, and leaves alone one that is not', async () => {
    mkdirSync(join(place, 'empty'));
    await expect(write(join(place, 'empty'))).resolves.toMatchObject({ folder: join(place, 'empty') });
    expect(() => BundleWriter.create(join(place, 'empty'))).toThrow('is not empty');
  });

  it('has nothing at its place before it is whole, and nothing at all when it is abandoned', () => {
    const writer = BundleWriter.create(join(place, 'bag'));
    writer.append('data/entries.jsonl', 'one\n');
    expect(existsSync(join(place, 'bag'))).toBe(false);
    expect(() => BundleWriter.create(join(place, 'bag'))).toThrow('another export writes it');
    writer.abandon();
    expect(readdirSync(place)).toEqual(['verifier.mjs']);
  });

  it.each(['entries.jsonl', 'data/../x', '/data/x', 'data//x', 'data/ä', 'data/x\ny', `data/${'x'.repeat(300)}`])(
    'refuses the path %j',
    (path) => {
      const writer = BundleWriter.create(join(place, 'bag'));
      expect(() => writer.write(path, 'x')).toThrow('is no path');
      writer.abandon();
    },
  );
});
