import { readFileSync, rmSync } from 'node:fs';
import { ed25519Signer, signCheckpoint } from '#ledger';
import { verifyBundle } from '#bundle';
import { filesOf, type Attacker, type Line } from '../testing/attacker.js';
import { ORIGIN, SealedLog, SIGNER } from '../testing/bundle.builder.js';
import { Bundles, found } from '../testing/bundles.js';
import { caseLog, INCIDENT, OTHER, PERSON, TestLog } from '../testing/test.log.js';

const ENTRIES = 'data/entries.jsonl';
const TEXTS = 'data/texts.jsonl';
const PERSONAL = 'data/personal.jsonl';
const STRANGER = ed25519Signer(ORIGIN, Buffer.alloc(32, 77));

describe('a bundle', () => {
  const bundles = new Bundles();
  beforeAll(async () => {
    await (await SealedLog.of(caseLog())).export(bundles.in('CASE'), 'CASE');
    await (await SealedLog.of(caseLog())).export(bundles.in('LOG'), 'LOG');
    await (await SealedLog.of(caseLog())).export(bundles.in('receipt'), 'CASE', { receipt: true });
  });
  afterAll(() => bundles.remove());

  describe('that nobody touched', () => {
    it('of chosen records holds', async () => {
      const { report } = await verifyBundle(bundles.in('CASE'));
      expect(report).toMatchObject({ holds: true, findings: [], undecided: [], receipt: null });
      expect(report).toMatchObject({ size: 300, entries: 9, records: 2, texts: 7, personal: 2 });
    });

    it('of the whole log holds, with every checkpoint', async () => {
      const progress: string[] = [];
      const onProgress = (what: string, done: number, of: number) => progress.push(`${what} ${done} ${of}`);
      const { report } = await verifyBundle(bundles.in('LOG'), { onProgress });
      expect(report).toMatchObject({ holds: true, findings: [], size: 300, entries: 300, texts: 298, checkpoints: 4 });
      expect(progress.slice(-2)).toEqual(['entries 256 300', 'entries 300 300']);
    });

    it('with a receipt is named by the log itself', async () => {
      const { report, heads } = await verifyBundle(bundles.in('receipt'));
      expect(report).toMatchObject({ holds: true, findings: [], receipt: { index: 300, size: 301 } });
      expect(heads.map(({ size }) => size)).toEqual([300, 301]);
    });

    it('is the same bytes when it is made again', async () => {
      await (await SealedLog.of(caseLog())).export(bundles.in('again'), 'CASE', { receipt: true });
      const files = filesOf(bundles.in('receipt'));
      expect(filesOf(bundles.in('again'))).toEqual(files);
      for (const file of files)
        expect(readFileSync(`${bundles.in('again')}/${file}`)).toEqual(
          readFileSync(`${bundles.in('receipt')}/${file}`),
        );
    });

    it('is believed for the keys that are given, and no others', async () => {
      await expect(found(bundles.in('CASE'), { verifiers: [SIGNER.verifier] })).resolves.toEqual([]);
      await expect(found(bundles.in('CASE'), { verifiers: [STRANGER.verifier] })).resolves.toEqual([
        'SIGNATURE data/checkpoint',
      ]);
      await expect(found(bundles.in('LOG'), { verifiers: [STRANGER.verifier] })).resolves.toEqual([
        'SIGNATURE data/checkpoint',
      ]);
    });

    it('is compared with checkpoints that were kept, as far as that can be told offline', async () => {
      const { heads } = await verifyBundle(bundles.in('CASE'));
      const same = signCheckpoint(ORIGIN, heads[0]!, [SIGNER]);
      const fork = signCheckpoint(ORIGIN, { size: 300, root: Buffer.alloc(32, 1) }, [SIGNER]);
      const earlier = readFileSync(`${bundles.in('LOG')}/data/checkpoints/130`, 'utf8');
      const later = signCheckpoint(ORIGIN, { size: 400, root: Buffer.alloc(32, 1) }, [SIGNER]);
      await expect(found(bundles.in('CASE'), { known: [same] })).resolves.toEqual([]);
      await expect(found(bundles.in('CASE'), { known: [fork] })).resolves.toEqual(['CHECKPOINT data/checkpoint']);
      await expect(found(bundles.in('LOG'), { known: [earlier, same] })).resolves.toEqual([]);
      for (const [of, known] of [
        ['CASE', earlier],
        ['CASE', later],
        ['LOG', later],
        ['LOG', signCheckpoint(ORIGIN, heads[0]!, [STRANGER])],
      ] as const) {
        const { report } = await verifyBundle(bundles.in(of), { known: [known] });
        expect(report).toMatchObject({
          holds: false,
          findings: [],
          undecided: [expect.stringContaining('checkpoint')],
        });
      }
      const forked = signCheckpoint(ORIGIN, { size: 130, root: Buffer.alloc(32, 1) }, [SIGNER]);
      await expect(found(bundles.in('LOG'), { known: [forked] })).resolves.toEqual(['CHECKPOINT data/checkpoints/130']);
    });
  });

  describe('whose manifests were mended after', () => {
    const after = (spoil: (attacker: Attacker) => void, of = 'CASE') => {
      const attacker = bundles.copyOf(of);
      spoil(attacker);
      return found(attacker.mend().folder);
    };
    const lineOf = (lines: Line[], index: number) => lines.find((line) => line['index'] === index)!;

    it('an entry was left out shows a gap, and a text of no entry', async () => {
      const kinds = await after((on) => on.lines(ENTRIES, (lines) => lines.filter(({ index }) => index !== 60)));
      expect(kinds).toEqual([`FORM ${TEXTS} 60 /data/title`, `GAP ${ENTRIES} 120`]);
    });

    it('the last entry of a record was left out shows by the count, and by the receipt where that was mended too', async () => {
      const drop = (on: Attacker) =>
        on
          .lines(ENTRIES, (lines) => lines.filter(({ index }) => index !== 240))
          .lines(TEXTS, (lines) => lines.filter(({ index }) => index !== 240));
      await expect(after(drop)).resolves.toEqual(['STATEMENT data/export.json']);
      const recount = (on: Attacker) =>
        drop(on).edit('data/export.json', (text) => text.replace('"entries": 5', '"entries": 4'));
      // What no proof can show without the log's own word: docs/bundle.md says so.
      await expect(after(recount)).resolves.toEqual([]);
      await expect(after(recount, 'receipt')).resolves.toEqual(['RECEIPT receipt.json']);
    });

    it('an entry of another log was put in does not lead to the root', async () => {
      const other = new TestLog();
      for (let n = 0; n < 299; n++) other.add(INCIDENT, 'IncidentRecorded', { data: { n } });
      await (await SealedLog.of(other)).export(bundles.in('other'), 'CASE');
      const foreign = readFileSync(`${bundles.in('other')}/${ENTRIES}`, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line);
      const kinds = await after((on) =>
        on.lines(ENTRIES, (lines) => lines.map((line) => (line['index'] === 60 ? lineOf(foreign, 60) : line))),
      );
      expect(kinds).toContain(`PROOF ${ENTRIES} 60`);
    });

    it('two proofs were swapped names both entries', async () => {
      const kinds = await after((on) =>
        on.lines(ENTRIES, (lines) => {
          const [a, b] = [lineOf(lines, 60), lineOf(lines, 120)];
          [a['proof'], b['proof']] = [b['proof'], a['proof']];
          return lines;
        }),
      );
      expect(kinds).toEqual([`PROOF ${ENTRIES} 60`, `PROOF ${ENTRIES} 120`]);
    });

    it('an entry was changed names it', async () => {
      const kinds = await after((on) =>
        on.lines(ENTRIES, (lines) => {
          const line = lineOf(lines, 60);
          line['leaf'] = (line['leaf'] as string).replace('2026-01-14', '2026-01-15');
          return lines;
        }),
      );
      expect(kinds).toEqual([`PROOF ${ENTRIES} 60`]);
    });

    it.each(['CASE', 'LOG'])('a title was edited names the text: %s', async (of) => {
      const edit = (on: Attacker) => on.edit(TEXTS, (text) => text.replace('"Title 60"', '"Title 61"'));
      await expect(after(edit, of)).resolves.toEqual([`TEXT ${TEXTS} 60 /data/title`]);
    });

    it.each(['CASE', 'LOG'])('a text was added that no entry commits to: %s', async (of) => {
      const add = (on: Attacker) =>
        on.lines(TEXTS, (lines) =>
          lines.flatMap((line) => (line['index'] === 60 ? [line, { ...line, path: '/data/title2' }] : [line])),
        );
      await expect(after(add, of)).resolves.toEqual([`TEXT ${TEXTS} 60`]);
    });

    it.each(['CASE', 'LOG'])('a text is gone that no TextWithheld names: %s', async (of) => {
      const remove = (on: Attacker) => on.lines(TEXTS, (lines) => lines.filter(({ index }) => index !== 60));
      await expect(after(remove, of)).resolves.toEqual([`TEXT ${TEXTS} 60 /data/title`]);
    });

    it.each(['CASE', 'LOG'])('the TextWithheld is gone, or names another text: %s', async (of) => {
      const withheld = 298;
      const remove = (on: Attacker) => on.lines(TEXTS, (lines) => lines.filter(({ index }) => index !== withheld));
      await expect(after(remove, of)).resolves.toEqual([
        `TEXT ${TEXTS} 2 /data/title`,
        `TEXT ${TEXTS} ${withheld} /data`,
      ]);
      const turn = (on: Attacker) =>
        on.lines(TEXTS, (lines) => {
          lineOf(lines, withheld)['value'].path = '/data/other';
          return lines;
        });
      await expect(after(turn, of)).resolves.toEqual([
        `TEXT ${TEXTS} ${withheld} /data`,
        `TEXT ${TEXTS} 2 /data/title`,
      ]);
    });

    it.each(['CASE', 'LOG'])('a personal value was changed, or given to another person: %s', async (of) => {
      const change = (member: string, value: unknown) => (on: Attacker) =>
        on.lines(PERSONAL, (lines) => [lines[0]!, { ...lines[1]!, [member]: value }]);
      const named = [`PERSONAL ${PERSONAL} 1 /data/nationality`];
      await expect(after(change('value', 'YY'), of)).resolves.toEqual(named);
      await expect(after(change('subject', `person-${INCIDENT.slice(9)}`), of)).resolves.toEqual(named);
      await expect(after(change('path', '/data/other'), of)).resolves.toEqual([`PERSONAL ${PERSONAL} 1 /data/other`]);
      const said = JSON.stringify((await verifyBundle(bundles.copyOf(of).folder)).report);
      expect(said).not.toContain('A. Person');
    });

    it('a personal value is not there holds: not every role may see it', async () => {
      await expect(after((on) => on.lines(PERSONAL, ([first]) => [first!]))).resolves.toEqual([]);
    });

    it.each(['CASE', 'LOG'])(
      'a foreign key signed it, which the bundle names: found by a key from elsewhere: %s',
      async (of) => {
        const attacker = bundles.copyOf(of);
        const { heads } = await verifyBundle(attacker.folder);
        attacker
          .write('data/checkpoint', signCheckpoint(ORIGIN, heads[0]!, [STRANGER]))
          .edit('data/keys.txt', (keys) => `${keys}${STRANGER.vkey}\n`)
          .mend();
        await expect(found(attacker.folder, { verifiers: [SIGNER.verifier] })).resolves.toContain(
          'SIGNATURE data/checkpoint',
        );
      },
    );

    it('export.json says otherwise than the entries', async () => {
      const say = (from: string | RegExp, to: string) => (on: Attacker) =>
        on.edit('data/export.json', (text) => text.replace(from, to));
      const named = ['STATEMENT data/export.json'];
      await expect(after(say(/"log": "./, '"log": "0'))).resolves.toEqual(named);
      await expect(after(say('"origin": "e', '"origin": "E'))).resolves.toEqual(named);
      await expect(after(say(/"root": "./, '"root": "0'))).resolves.toEqual(named);
      await expect(after(say('"size": 300', '"size": 299'))).resolves.toEqual(named);
      await expect(after(say('"entries": 5', '"entries": 6'))).resolves.toEqual(named);
      await expect(after(say(`"${INCIDENT}"\n    ]`, `"${OTHER}"\n    ]`))).resolves.toEqual(named);
      await expect(after(say('AS_DISCLOSED', 'NONE'))).resolves.toEqual([`BAG ${PERSONAL}`]);
    });

    it('has the checkpoint of another tree', async () => {
      await (await SealedLog.of(caseLog(301))).export(bundles.in('longer'), 'LOG');
      const swap = (on: Attacker) =>
        on.write('data/checkpoint', readFileSync(`${bundles.in('longer')}/data/checkpoint`));
      await expect(after(swap)).resolves.toContain('STATEMENT data/export.json');
      await expect(after(swap, 'LOG')).resolves.toContain('STATEMENT data/export.json');
    });

    it.each([
      ['a state that no record has', 'data/states/case-00000000-0000-4000-8000-000000000001.json', 'BAG'],
      ['a schema of nothing', 'data/schemas/Nothing.v1.json', 'BAG'],
      ['a file of no bundle', 'data/notes.txt', 'BAG'],
      ['a file beside it', 'notes.txt', 'BAG'],
    ])('%s was put in', async (_, file, kind) => {
      await expect(after((on) => on.write(file, '{}\n'))).resolves.toEqual([`${kind} ${file}`]);
    });

    it('a receipt of another bundle was put in', async () => {
      const kinds = await after((on) =>
        on
          .write('receipt.json', readFileSync(`${bundles.in('receipt')}/receipt.json`))
          .write(`data/states/${PERSON}.json`, '{"x":1}\n'),
      );
      expect(kinds).toEqual(['RECEIPT receipt.json']);
    });

    it('a state was changed shows by the receipt', async () => {
      const change = (on: Attacker) => on.edit(`data/states/${PERSON}.json`, (text) => text.replace('true', 'false'));
      await expect(after(change, 'receipt')).resolves.toEqual(['RECEIPT receipt.json']);
    });
  });

  it('whose files were left out names each', async () => {
    const attacker = bundles.copyOf('CASE');
    const missing = ['data/states', 'data/schemas'];
    for (const folder of missing) rmSync(`${attacker.folder}/${folder}`, { recursive: true });
    const names = await found(attacker.mend().folder);
    expect(names).toContain(`BAG data/states/${PERSON}.json`);
    expect(names).toContain('BAG data/schemas/LogOpened.v1.json');
  });
});
