import { jest } from '@jest/globals';
import { WakeUp } from './wake-up.js';

function clockwork() {
  let listener: (() => void) | undefined;
  const wakeUp = new WakeUp((given) => {
    listener = given;
    return () => (listener = undefined);
  });
  return { wakeUp, checkpoint: () => listener?.(), listens: () => listener !== undefined };
}

describe('who waits for a checkpoint', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  const { signal } = new AbortController();

  it('is woken once for all checkpoints of a short while', async () => {
    const { wakeUp, checkpoint } = clockwork();
    const waited = wakeUp.wait(wakeUp.rung, signal);
    checkpoint();
    checkpoint();
    jest.advanceTimersByTime(50);
    await waited;
    expect([wakeUp.rung, wakeUp.waiting]).toEqual([1, 0]);
  });

  it('does not sleep through one that came after it looked', async () => {
    const { wakeUp, checkpoint } = clockwork();
    const seen = wakeUp.rung;
    checkpoint();
    jest.advanceTimersByTime(50);
    await wakeUp.wait(seen, signal);
    expect(wakeUp.waiting).toBe(0);
  });

  it('leaves nothing behind when it gives up', async () => {
    const { wakeUp } = clockwork();
    const gone = new AbortController();
    const waited = wakeUp.wait(wakeUp.rung, gone.signal);
    expect(wakeUp.waiting).toBe(1);
    gone.abort();
    await waited;
    expect(wakeUp.waiting).toBe(0);
  });

  it('is let go when the server stops', async () => {
    const { wakeUp, listens } = clockwork();
    const waited = wakeUp.wait(wakeUp.rung, signal);
    wakeUp.close();
    await waited;
    expect([wakeUp.waiting, listens()]).toEqual([0, false]);
  });
});
