import { CheckpointFeed } from '../queries/ledger/checkpoint.feed.js';
import { PublishedTree } from './published-tree.js';

const ROOT = Buffer.alloc(32, 7).toString('base64');
const note = (size: number) => `record.example\n${size}\n${ROOT}\n\n— record.example AAAAAAAA\n`;

describe('the newest published tree', () => {
  let current: string | undefined;
  let tree: PublishedTree;
  beforeEach(() => {
    current = undefined;
    tree = new PublishedTree({ checkpoint: async () => current }, 1_000_000);
  });
  afterEach(() => tree.close());

  it('is none before the first checkpoint, then the newest, and never goes back', async () => {
    await tree.look();
    expect(tree.current()).toBeUndefined();
    current = note(7);
    await tree.look();
    expect(tree.current()).toEqual({ origin: 'record.example', size: 7, root: ROOT, note: note(7) });
    current = note(3);
    await tree.look();
    expect(tree.current()?.size).toBe(7);
  });

  it('stays what it was while the checkpoint cannot be read', async () => {
    current = note(7);
    await tree.look();
    current = 'nonsense';
    await tree.look();
    expect(tree.current()?.size).toBe(7);
  });

  it('is told to each subscriber once; to one that was reading, the newest only', async () => {
    const feed = new CheckpointFeed(tree);
    const first = feed.next();
    for (const size of [7, 8, 9]) {
      current = note(size);
      await tree.look();
    }
    expect((await first).value).toMatchObject({ size: 7 });
    expect((await feed.next()).value).toMatchObject({ size: 9 });
    const pending = feed.next();
    await feed.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await feed.next()).toEqual({ done: true, value: undefined });
  });
});
