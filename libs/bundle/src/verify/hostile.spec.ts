import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyBundle } from '#bundle';
import type { Attacker } from '../testing/attacker.js';
import { SealedLog } from '../testing/bundle.builder.js';
import { Bundles, found } from '../testing/bundles.js';
import { caseLog, INCIDENT } from '../testing/test.log.js';

const TEXTS = 'data/texts.jsonl';
const ENTRIES = 'data/entries.jsonl';

describe('a bundle from a stranger', () => {
  const bundles = new Bundles();
  beforeAll(async () => {
    await (await SealedLog.of(caseLog(20))).export(bundles.in('CASE'), 'CASE');
    await (await SealedLog.of(caseLog(20))).export(bundles.in('LOG'), 'LOG');
  });
  afterAll(() => bundles.remove());

  const spoilt = (spoil: (attacker: Attacker) => void, of = 'CASE') => {
    const attacker = bundles.copyOf(of);
    spoil(attacker);
    return attacker;
  };
  const mended = (spoil: (attacker: Attacker) => void, of?: string) => found(spoilt(spoil, of).mend().folder);

  it.each(['../../etc/passwd', '/etc/passwd', 'data/../../x', 'data/%2e%2e/x', 'data\\x', 'data/\u0000'])(
    'whose manifest names %j is not followed out of its folder',
    async (path) => {
      const attacker = spoilt((on) => on.edit('manifest-sha256.txt', (text) => `${'0'.repeat(64)}  ${path}\n${text}`));
      await expect(found(attacker.folder)).resolves.toContain('FORM manifest-sha256.txt');
    },
  );

  it.each([
    ['is no manifest', (text: string) => text.replace('  data', ' data')],
    ['is not sorted', (text: string) => text.trimEnd().split('\n').reverse().join('\n') + '\n'],
    ['names a file twice', (text: string) => text.replace(/^(.*\n)/, '$1$1')],
    ['breaks off', (text: string) => text.slice(0, -1)],
    ['is one huge line', () => 'a'.repeat(2 ** 21)],
  ])('whose manifest %s', async (_, change) => {
    const attacker = spoilt((on) => on.edit('manifest-sha256.txt', change));
    await expect(found(attacker.folder)).resolves.toContain('FORM manifest-sha256.txt');
  });

  it('with a link in it is not followed, in the place of a file or of a folder', async () => {
    const outside = bundles.in('outside');
    mkdirSync(outside, { recursive: true });
    writeFileSync(join(outside, `${INCIDENT}.json`), '{}\n');
    const file = spoilt(({ folder }) => {
      rmSync(join(folder, TEXTS));
      symlinkSync(bundles.in(`CASE/${TEXTS}`), join(folder, TEXTS));
    });
    await expect(found(file.folder)).resolves.toEqual(expect.arrayContaining([`BAG ${TEXTS}`]));
    const folder = spoilt((on) => {
      rmSync(join(on.folder, 'data/states'), { recursive: true });
      symlinkSync(outside, join(on.folder, 'data/states'));
    });
    await expect(found(folder.folder)).resolves.toContain('BAG data/states');
    const data = spoilt((on) => {
      rmSync(join(on.folder, 'data'), { recursive: true });
      symlinkSync(bundles.in('CASE/data'), join(on.folder, 'data'));
    });
    await expect(found(data.folder)).resolves.toContain('BAG data');
  });

  it('with folders without end is not followed to their end', async () => {
    const deep = `data/${'a/'.repeat(40)}`;
    const attacker = spoilt((on) => void mkdirSync(join(on.folder, deep), { recursive: true }));
    await expect(found(attacker.folder)).resolves.toEqual([expect.stringContaining('BAG data/a/a')]);
  });

  it.each([ENTRIES, TEXTS, 'data/personal.jsonl'])('with a line in %s that has no end', async (file) => {
    const kinds = await mended((on) => {
      on.write(file, '');
      truncateSync(join(on.folder, file), 2 ** 26);
    });
    expect(kinds).toContain(`FORM ${file}`);
  });

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['an array', '[1]'],
    ['another member', '{"index":0,"extra":1}'],
    ['no members', '{}'],
    ['a member twice', '{"index":1,"index":0}'],
    ['an index out of range', '{"index":9007199254740993,"leaf":"","proof":[]}'],
    ['an index below zero', '{"index":-1,"leaf":"","proof":[]}'],
    ['a fraction', '{"index":0.5,"leaf":"","proof":[]}'],
    ['an index beyond the tree', '{"index":4000000,"leaf":"{}","proof":[]}'],
    ['a leaf that is a number', '{"index":0,"leaf":1,"proof":[]}'],
    ['a proof that is a text', '{"index":0,"leaf":"{}","proof":"AAAA"}'],
    ['a proof of no hashes', '{"index":0,"leaf":"{}","proof":["AAAA"]}'],
    ['values nested without end', `{"index":0,"leaf":"{}","proof":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a lone surrogate', '{"index":0,"leaf":"\\ud800","proof":[]}'],
  ])('with %s for an entry names the line', async (_, line) => {
    const attacker = spoilt((on) => on.write(ENTRIES, `${line}\n`)).mend();
    const { report } = await verifyBundle(attacker.folder);
    expect(report.findings).toContainEqual(expect.objectContaining({ file: ENTRIES, line: 1 }));
  });

  it.each([
    ['null', '{"index":0,"event":"x","path":"/data","salt":"S","value":null}'],
    ['a fraction', '{"index":0,"event":"E","path":"/data","salt":"S","value":0.5}'],
    ['a lone surrogate', '{"index":0,"event":"E","path":"/data","salt":"S","value":"\\ud800"}'],
    [
      'values nested without end',
      `{"index":0,"event":"E","path":"/data","salt":"S","value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
    ['a path through what every object has', '{"index":0,"event":"E","path":"/__proto__/x","salt":"S","value":1}'],
  ])('with %s for a text names the file', async (_, line) => {
    const { findings } = (
      await verifyBundle(
        spoilt((on) => {
          const opening = JSON.parse(on.read(TEXTS).toString().split('\n')[0]!) as { event: string; salt: string };
          on.write(TEXTS, `${line.replace('"E"', `"${opening.event}"`).replace('"S"', `"${opening.salt}"`)}\n`);
        }).mend().folder,
      )
    ).report;
    expect(findings.filter(({ file }) => file === TEXTS).length).toBeGreaterThan(0);
  });

  it.each(['data/export.json', 'data/checkpoint', 'data/keys.txt', ENTRIES, TEXTS, 'bag-info.txt', 'bagit.txt'])(
    'whose %s is no UTF-8, is empty, is missing or is a folder',
    async (file) => {
      for (const spoil of [
        (on: Attacker) => void on.write(file, Buffer.from([0x7b, 0xff, 0xfe, 0x0a])),
        (on: Attacker) => void on.write(file, ''),
        (on: Attacker) => rmSync(join(on.folder, file)),
        (on: Attacker) => {
          rmSync(join(on.folder, file));
          mkdirSync(join(on.folder, file));
        },
      ]) {
        const { report } = await verifyBundle(spoilt(spoil).folder);
        expect(report.findings.map(({ message }) => message)).toContainEqual(expect.stringContaining(file));
      }
    },
  );

  it.each(['data/tile/0/000.p/20', 'data/tile/entries/000.p/20', 'data/checkpoint'])(
    'of the whole log, whose %s is missing, is empty or is too long',
    async (file) => {
      for (const spoil of [
        (on: Attacker) => rmSync(join(on.folder, file)),
        (on: Attacker) => void on.write(file, ''),
        (on: Attacker) => truncateSync(join(on.folder, file), 2 ** 25),
      ]) {
        const kinds = await mended(spoil, 'LOG');
        expect(kinds).toContainEqual(expect.stringContaining(file));
      }
    },
  );

  it('of a form that is not known here cannot be told', async () => {
    const attacker = spoilt((on) => on.edit('data/export.json', (text) => text.replace('export/1', 'export/2'))).mend();
    const { report } = await verifyBundle(attacker.folder);
    expect(report).toMatchObject({
      holds: false,
      findings: [],
      undecided: [expect.stringContaining('take a newer one')],
    });
  });

  it('with more that is wrong than can be told counts it', async () => {
    const attacker = spoilt((on) => on.write(ENTRIES, 'x\n'.repeat(5_000))).mend();
    const { report } = await verifyBundle(attacker.folder, { limit: 10 });
    expect(report.findings).toHaveLength(10);
    expect(report.counts.FORM).toBeGreaterThanOrEqual(5_000);
  });
});
