import { setTimeout as sleep } from 'node:timers/promises';
import type { NameRow } from '../store/vault-store.port.js';
import { BlindNameIndex } from './blind-name-index.js';
import { BlindTokens } from './blind-tokens.js';

const blind = new BlindTokens(new Uint8Array(32));
const filler = (n: number) => blind.of(`filler${n}`);
const ANSWER: NameRow = { name: '1', subject: 'person-00000000-0000-4000-8000-000000000001' };

/** A store that holds many names, the last of them Ada Testperson, and fails at the first so many reads. */
function storeOf({ names, failing = 0 }: { names: number; failing?: number }) {
  const tokens = [...Array.from({ length: names }, (_, n) => filler(n)), blind.of('ada'), blind.of('testperson')];
  const reads: number[] = [];
  return {
    reads,
    async nameTokensSince(cursor: string | undefined, limit: number) {
      reads.push(limit);
      if (reads.length <= failing) throw new Error('the disk is away');
      const page = tokens.slice(Number(cursor ?? 0), Number(cursor ?? 0) + limit);
      return { tokens: page, cursor: String(Number(cursor ?? 0) + page.length) };
    },
    namesWith: async () => [ANSWER],
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(1);
}

describe('learning the names that a vault holds', () => {
  const TEXT = 'It was Ada Testperson.';

  it('is not begun before its time, unless a text is looked at', async () => {
    const store = storeOf({ names: 5_000 });
    const index = new BlindNameIndex(store, blind, { first: 3_600_000, again: 3_600_000 });
    index.learnSoon();
    expect(store.reads).toEqual([]);
    await expect(index.findNamesInText(TEXT)).resolves.toHaveLength(1);
    index.close();
  });

  it('is done by itself, and leaves the thread to others in between', async () => {
    const store = storeOf({ names: 20_000 });
    const index = new BlindNameIndex(store, blind, { first: 0, again: 0 });
    index.learnSoon();
    await until(() => store.reads.length > 0);
    const turns = new Set<number>();
    for (let before = -1; before < store.reads.length; await new Promise(setImmediate)) {
      before = store.reads.length;
      turns.add(before);
    }
    expect(turns.size).toBeGreaterThan(5);
  });

  it('is tried again where it failed, without being asked', async () => {
    const store = storeOf({ names: 10, failing: 2 });
    const index = new BlindNameIndex(store, blind, { first: 0, again: 0 });
    index.learnSoon();
    await until(() => store.reads.length === 3);
    await expect(index.findNamesInText(TEXT)).resolves.toHaveLength(1);
  });

  it('tells who asks that it failed, and the next one that asks gets the answer', async () => {
    const index = new BlindNameIndex(storeOf({ names: 10, failing: 1 }), blind);
    await expect(index.findNamesInText(TEXT)).rejects.toThrow('the disk is away');
    await expect(new Promise(setImmediate).then(() => index.findNamesInText(TEXT))).resolves.toHaveLength(1);
  });

  it('ends with the vault', async () => {
    const store = storeOf({ names: 10, failing: Infinity });
    const index = new BlindNameIndex(store, blind, { first: 0, again: 0 });
    index.learnSoon();
    await until(() => store.reads.length > 0);
    index.close();
    await new Promise(setImmediate);
    const reads = store.reads.length;
    await sleep(20);
    expect(store.reads).toHaveLength(reads);
  });
});
