import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#domain';
import { commitment, leafHash, leafOf, valueAt } from '#catalogue';

interface Vectors {
  openings: { event: string; path: string; salt: string; commitment: string; value: string }[];
  entries: { index: number; operational: boolean; stored: StoredEvent; leaf: string; leafHash: string }[];
  rootHash: string;
}

const vectors = JSON.parse(readFileSync('libs/catalogue/test-vectors/leaf-v1.json', 'utf8')) as Vectors;
const node = (left: Buffer, right: Buffer) =>
  createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();

describe('the immutable form of an event', () => {
  it.each(vectors.entries)('gives entry $index its leaf, to the byte', ({ stored, leaf, leafHash: expected }) => {
    expect(leafOf(stored)).toBe(leaf);
    expect(leafHash(leafOf(stored)).toString('hex')).toBe(expected);
  });

  it.each(vectors.entries)('commits to each narrative value of entry $index', ({ stored }) => {
    for (const [path, text] of Object.entries(stored.texts ?? {})) {
      expect(commitment(stored.id, path, text.salt, valueAt(stored, path))).toBe(text.commitment);
    }
  });

  it('commits to each sealed value', () => {
    for (const { event, path, salt, value, commitment: expected } of vectors.openings) {
      expect(commitment(event, path, salt, value)).toBe(expected);
      const held = vectors.entries.flatMap((entry) => entry.stored.sealed ?? []).map((sealed) => sealed.commitment);
      expect(held).toContain(expected);
    }
  });

  it('hashes the four leaves to the root', () => {
    const [a, b, c, d] = vectors.entries.map((entry) => leafHash(leafOf(entry.stored)));
    expect(node(node(a!, b!), node(c!, d!)).toString('hex')).toBe(vectors.rootHash);
  });

  it('leaves the digest and what an adapter adds out of the leaf', () => {
    const { stored, leaf } = vectors.entries[1]!;
    const extra = { ...stored, digest: { key: 'k1', mac: 'x' }, position: 7 };
    expect(leafOf(extra)).toBe(leaf);
  });
});
