import { Turns } from './turns.js';

describe('what one address asks for', () => {
  const gate = () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { opened, open };
  };

  it('is done a piece at a time, in order, and that of another beside it', async () => {
    const [turns, { opened, open }, began] = [new Turns(10), gate(), [] as string[]];
    const work = (name: string) => async () => {
      began.push(name);
      await opened;
      return name;
    };
    const all = Promise.all([
      turns.take('a', work('first')),
      turns.take('a', work('second')),
      turns.take('b', work('another')),
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(began).toEqual(['first', 'another']);
    open();
    expect(await all).toEqual(['first', 'second', 'another']);
    expect(began).toEqual(['first', 'another', 'second']);
  });

  it('is not held without end', async () => {
    const [turns, { opened, open }] = [new Turns(2), gate()];
    const waiting = [turns.take('a', () => opened), turns.take('a', () => opened)];
    expect(await turns.take('a', () => opened)).toBe('FULL');
    open();
    await Promise.all(waiting);
    expect(await turns.take('a', async () => 'done')).toBe('done');
  });

  it('goes on after a piece that failed', async () => {
    const turns = new Turns(2);
    const failing = turns.take('a', () => Promise.reject(new Error('the vault is away')));
    const next = turns.take('a', async () => 'done');
    await expect(failing).rejects.toThrow('the vault is away');
    expect(await next).toBe('done');
  });
});
