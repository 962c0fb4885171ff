import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { StoredEvent } from '#domain';
import { canonicalJson, commitment, leafHash, leafOf, redacted, valueAt } from '#catalogue';

const { entries } = JSON.parse(readFileSync('libs/catalogue/test-vectors/leaf-v1.json', 'utf8')) as {
  entries: { index: number; operational: boolean; stored: StoredEvent; leafHash: string }[];
};
const digest = { key: 'k1', mac: 'bWFj' };
const textual = entries.filter(({ operational, stored }) => !operational && stored.texts);
const pathsOf = (event: StoredEvent) => Object.keys(event.texts ?? {});

describe('an event from which texts were left out for good', () => {
  it('is tried on more than one event with more than one text', () => {
    expect(textual.length).toBeGreaterThan(1);
    expect(textual.some(({ stored }) => pathsOf(stored).length > 1)).toBe(true);
  });

  it.each(textual)('has the leaf of entry $index, whichever texts they are', ({ stored, leafHash: expected }) => {
    fc.assert(
      fc.property(fc.subarray(pathsOf(stored)), (paths) => {
        const event = redacted({ ...stored, digest }, paths);
        expect(leafHash(leafOf(event)).toString('hex')).toBe(expected);
      }),
    );
  });

  it.each(textual)('holds neither text, salt nor digest of entry $index, and every commitment', ({ stored }) => {
    const paths = pathsOf(stored);
    const event = redacted({ ...stored, digest }, paths);
    const written = canonicalJson(event);
    for (const path of paths) {
      const { salt, commitment } = stored.texts![path]!;
      expect(valueAt(event, path)).toBeUndefined();
      expect(written).not.toContain(salt);
      expect(event.texts![path]).toEqual({ commitment });
    }
    expect(event).not.toHaveProperty('digest');
  });

  it('keeps its other texts with what proves them', () => {
    const { stored } = textual.find((entry) => pathsOf(entry.stored).length > 1)!;
    const [left, ...kept] = pathsOf(stored);
    const event = redacted(stored, [left!]);
    for (const path of kept) {
      const { salt, commitment: committed } = event.texts![path]!;
      expect(commitment(event.id, path, salt, valueAt(event, path))).toBe(committed);
    }
  });

  it.each(entries)('is entry $index as it was where nothing of it is a text', ({ stored }) => {
    const event = { ...stored, digest };
    expect(redacted(event, ['/data', '/data/no/such/text', '/occurred/edtf'])).toBe(event);
  });
});
