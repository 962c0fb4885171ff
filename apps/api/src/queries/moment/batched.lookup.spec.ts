import { BatchedLookup } from './batched.lookup.js';

function lookup() {
  const asked: string[][] = [];
  return {
    asked,
    found: new BatchedLookup<string, string>((keys) => {
      asked.push([...keys]);
      return keys.map((key) => key.toUpperCase());
    }),
  };
}

describe('a batched look-up', () => {
  it('answers the first question for all that was announced', () => {
    const { asked, found } = lookup();
    found.announce(['a', 'b', 'c']);
    expect(['b', 'a', 'c', 'b'].map((key) => found.get(key))).toEqual(['B', 'A', 'C', 'B']);
    expect(asked).toEqual([['b', 'a', 'c']]);
  });

  it('asks nothing for what is announced and never asked for', () => {
    const { asked, found } = lookup();
    found.announce(['a']);
    expect(asked).toEqual([]);
  });

  it('does not look up again what it knows', () => {
    const { asked, found } = lookup();
    found.get('a');
    found.announce(['a', 'b']);
    found.get('b');
    expect(asked).toEqual([['a'], ['b']]);
  });

  it('keeps a batch within bounds', () => {
    const { asked, found } = lookup();
    found.announce(Array.from({ length: 1_200 }, (_, n) => `k${n}`));
    found.get('k0');
    expect(asked.map((keys) => keys.length)).toEqual([500]);
  });

  it('gives promises where what it asks gives one', async () => {
    const found = new BatchedLookup<string, string>(async (keys) => keys.map((key) => key.toUpperCase()));
    found.announce(['a', 'b']);
    expect(await Promise.all([found.get('a'), found.get('b')])).toEqual(['A', 'B']);
  });
});
