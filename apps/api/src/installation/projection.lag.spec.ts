import type { RecordedEvent, StorePosition } from '#event-store';
import type { ReadModelStatus } from '#read-model';
import { projectionLag } from './projection.lag.js';

const recorded = ['12:00:00', '12:00:05', '12:00:30'].map((time, n) => ({
  position: BigInt(n + 1) as StorePosition,
  recordedAt: `2026-01-14T${time}.000Z`,
}));
const log = {
  head: async () => recorded.at(-1)!.position,
  async *readAll({ after = 0n, limit = Infinity } = {}) {
    yield* recorded.filter(({ position }) => position > after).slice(0, limit) as RecordedEvent[];
  },
};
const NOON = Date.parse('2026-01-14T12:01:00Z');
const at = (position?: number) => ({
  status: () => (position ? { position: BigInt(position) } : {}) as ReadModelStatus,
});

describe('the lag of the read model', () => {
  it('is counted entry by entry where positions have gaps', async () => {
    const gaps = { ...log, head: async () => 300n as StorePosition, hasGaps: true };
    expect(await projectionLag(gaps, at(1), NOON)).toEqual({ entries: 2, seconds: 55 });
  });

  it('is nothing where it holds all of the log', async () => {
    expect(await projectionLag(log, at(3), NOON)).toEqual({ entries: 0, seconds: 0 });
    expect(await projectionLag({ ...log, head: async () => undefined }, at(), NOON)).toEqual({
      entries: 0,
      seconds: 0,
    });
  });

  it('counts the entries that it does not hold, and the seconds since the oldest of them', async () => {
    expect(await projectionLag(log, at(1), NOON)).toEqual({ entries: 2, seconds: 55 });
    expect(await projectionLag(log, at(), NOON)).toEqual({ entries: 3, seconds: 60 });
  });
});
