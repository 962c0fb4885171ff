import fc from 'fast-check';
import { FAULTS } from './fault.draw.js';
import { drawPlan } from './plan.js';

const seeds = fc.integer({ min: 1, max: 2 ** 31 });

describe('a plan of a fault campaign', () => {
  it('is the same for the same seed', () => {
    fc.assert(fc.property(seeds, (seed) => expect(drawPlan(seed)).toEqual(drawPlan(seed))));
  });

  it('is another one for another seed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(seeds, { minLength: 2, maxLength: 2 }), ([one, other]) =>
        expect({ ...drawPlan(one!), seed: 0 }).not.toEqual({ ...drawPlan(other!), seed: 0 }),
      ),
    );
  });

  it('names every write once, and sends each at least once', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const writes = drawPlan(seed).writers.flat();
        expect(new Set(writes.map(({ key }) => key)).size).toBe(writes.length);
        expect(writes.filter(({ size, tries }) => size < 1 || tries < 1)).toEqual([]);
      }),
    );
  });

  it('lets every follower go on to the end in its last leg, and in no other', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const legs of drawPlan(seed).followers)
          expect(legs.map(({ events }) => Number.isFinite(events))).toEqual(legs.map((_, n) => n < legs.length - 1));
      }),
    );
  });

  it('has faults that end: each strikes a few times, and no outage lasts', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { misbehaviour } of drawPlan(seed).faults) {
          expect(misbehaviour.times).toBeLessThan(4);
          if ('backAfter' in misbehaviour.how) expect(misbehaviour.how.backAfter).toBeLessThan(1_000);
          expect(misbehaviour.how.kind === 'crash' && misbehaviour.how.backAfter === undefined).toBe(false);
        }
      }),
    );
  });

  it('draws every fault within a hundred seeds, and lets writers meet on a stream', () => {
    const plans = Array.from({ length: 100 }, (_, n) => drawPlan(n + 1));
    expect(new Set(plans.flatMap(({ faults }) => faults.map(({ name }) => name)))).toEqual(new Set(FAULTS));
    const meeting = plans.filter(({ writers: [one, other] }) =>
      one!.some(({ stream }) => other!.some((write) => write.stream === stream)),
    );
    expect(meeting.length).toBeGreaterThan(90);
  });
});
