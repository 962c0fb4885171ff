import {
  consistencyRanges,
  EMPTY_ROOT,
  entryHash,
  Frontier,
  TiledTree,
  verifyConsistency,
  verifyInclusion,
} from './index.js';
import { PlainTiles } from './testing/tree.builder.js';

/** The reference tree of Google's certificate-transparency, which most implementations test with. */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const INCLUSION_0_OF_8 = [
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
];
const CONSISTENCY_6_TO_8 = [
  '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
];

const fromHex = (text: string) => Buffer.from(text, 'hex');
const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));
const leaves = ENTRIES.map((entry) => entryHash(fromHex(entry)));

describe('the reference tree of RFC 6962', () => {
  it('has the published root at each size', () => {
    const frontier = Frontier.empty();
    expect(frontier.root()).toEqual(EMPTY_ROOT);
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const roots = leaves.map((leaf) => {
      frontier.append(leaf);
      return frontier.root();
    });
    expect(hex(roots)).toEqual(ROOTS);
  });

  it('gives the published proofs', async () => {
    const tree = new TiledTree(new PlainTiles(leaves), 8);
    expect(hex(await tree.inclusionProof(0))).toEqual(INCLUSION_0_OF_8);
    expect(hex(await tree.consistencyProof(6))).toEqual(CONSISTENCY_6_TO_8);
  });

  it('accepts the published proofs', () => {
    const root = fromHex(ROOTS[7]!);
    expect(() => verifyInclusion(0, 8, leaves[0]!, root, INCLUSION_0_OF_8.map(fromHex))).not.toThrow();
    const older = { size: 6, root: fromHex(ROOTS[5]!) };
    expect(() => verifyConsistency(older, { size: 8, root }, CONSISTENCY_6_TO_8.map(fromHex))).not.toThrow();
  });

  it('is proven along the ranges that the RFC gives for its example of seven leaves', () => {
    // RFC 6962 §2.1.3: from 3 to 7 the proof is [c, d, g, l]; from 4 it is [l]; from 6 it is [i, j, k].
    const ranges = (from: number) => consistencyRanges(from, 7).ranges.map(({ from: a, to }) => `${a}-${to}`);
    expect(ranges(3)).toEqual(['2-3', '3-4', '0-2', '4-7']);
    expect(ranges(4)).toEqual(['4-7']);
    expect(ranges(6)).toEqual(['4-6', '6-7', '0-4']);
  });
});
