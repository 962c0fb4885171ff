import fc from 'fast-check';
import { verifyBundle } from '#bundle';
import { filesOf, type Attacker } from '../testing/attacker.js';
import { SealedLog } from '../testing/bundle.builder.js';
import { Bundles } from '../testing/bundles.js';
import { caseLog } from '../testing/test.log.js';

/** Bits that are flipped in a file of each kind. */
const BITS = 2;
const PLACES = 2 ** 30;
const OTHER_FORM = /^data\/export\.json is of the form /;
/** Long enough for two levels of tiles, short enough to be read a thousand times. */
const COUNT = 258;

const kindOf = (path: string) =>
  path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\.p\/\d+$|(?<=\/)\d+$/g, '*').replace(/schemas\/.*/, 'schemas/*');

describe('every flipped bit', () => {
  const bundles = new Bundles();
  beforeAll(async () => {
    for (const scope of ['CASE', 'LOG'] as const) {
      await (await SealedLog.of(caseLog(COUNT))).export(bundles.in(scope), scope, { receipt: true });
      const bare = await SealedLog.of(caseLog(COUNT));
      await bare.export(bundles.in(`${scope} without receipt`), scope);
    }
  });
  afterAll(() => bundles.remove());

  /** Bits of one file of each kind, one after the other. */
  async function eachFlip(
    attacker: Attacker,
    files: readonly string[],
    after: (path: string, at: number) => Promise<void>,
  ): Promise<void> {
    const kinds = [...new Map(files.map((path) => [kindOf(path), path])).values()];
    // Evenly, which a number of fast-check is not by itself.
    const places = fc.array(fc.noBias(fc.nat(PLACES - 1)), { minLength: kinds.length, maxLength: kinds.length });
    await fc.assert(
      fc.asyncProperty(places, async (chosen) => {
        for (const [n, path] of kinds.entries()) {
          const bytes = attacker.read(path);
          const bit = Math.floor((chosen[n]! / PLACES) * bytes.length * 8);
          const flipped = Buffer.from(bytes);
          flipped[bit >> 3]! ^= 1 << (bit & 7);
          attacker.write(path, flipped);
          await after(path, bit >> 3);
          attacker.write(path, bytes);
        }
      }),
      { numRuns: BITS, endOnFailure: true },
    );
  }

  const findingsOf = async ({ folder }: Attacker) => (await verifyBundle(folder)).report.findings;
  /** What is said against a bundle. Of one that says it is of another form nothing can be told, which names its file. */
  const saidOf = async ({ folder }: Attacker) => {
    const { findings, undecided } = (await verifyBundle(folder)).report;
    return [
      ...findings.map(({ file }) => file ?? ''),
      ...undecided.flatMap((why) => (OTHER_FORM.test(why) ? 'data/export.json' : [])),
    ];
  };

  it.each(['CASE', 'LOG'])('is named with its file: %s', async (scope) => {
    const attacker = bundles.copyOf(scope);
    await eachFlip(attacker, filesOf(attacker.folder), async (path) => {
      const findings = await findingsOf(attacker);
      expect(findings.map(({ message }) => message)).toContainEqual(expect.stringContaining(path));
    });
    await expect(findingsOf(attacker)).resolves.toEqual([]);
  });

  it.each(['CASE', 'LOG'])(
    'of what the log vouches for is found where the manifests were mended: %s',
    async (scope) => {
      const attacker = bundles.copyOf(scope);
      const payload = filesOf(attacker.folder).filter((path) => path.startsWith('data/') || path === 'receipt.json');
      await eachFlip(attacker, payload, async () => {
        expect((await saidOf(attacker.mend())).length).toBeGreaterThan(0);
      });
      await expect(findingsOf(attacker.mend())).resolves.toEqual([]);
    },
  );

  it.each(['CASE', 'LOG'])(
    'of what entries commit to is named with its file, without a receipt too: %s',
    async (scope) => {
      const attacker = bundles.copyOf(`${scope} without receipt`);
      const proven = filesOf(attacker.folder).filter((path) => /^data\/(?!states|schemas)/.test(path));
      await eachFlip(attacker, proven, async (path, at) => {
        // The name of a field stands in no entry: only a receipt vouches for it.
        if (path.endsWith('personal.jsonl') && isInField(attacker.read(path).toString('latin1'), at)) return;
        expect(await saidOf(attacker.mend())).toContain(path);
      });
      await expect(findingsOf(attacker.mend())).resolves.toEqual([]);
    },
  );
});

const isInField = (text: string, at: number): boolean =>
  [...text.matchAll(/"field":"[^,]*,/g)].some(({ index, 0: { length } }) => at >= index && at < index + length);
