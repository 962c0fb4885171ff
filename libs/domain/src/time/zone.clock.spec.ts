import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { midnight } from './calendar.js';
import { clockOf, type ZoneClock } from './zone.clock.js';

const zones = [
  'America/Chicago',
  'America/Havana',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/Dublin',
  'Pacific/Apia',
  'Antarctica/Troll',
  'UTC',
];

function clock(zone: string): ZoneClock {
  const found = clockOf(zone);
  if (!found) throw new Error(`no clock for ${zone}`);
  return found;
}

describe('the clock of a zone', () => {
  const date = fc.record({
    year: fc.integer({ min: 1850, max: 2150 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  });
  // Hours when clocks are changed are worth most.
  const hour = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 }));

  it('reads local times as Temporal does, the earlier and the later of two', () =>
    fc.assert(
      fc.property(date, hour, fc.integer({ min: 0, max: 59 }), fc.constantFrom(...zones), (d, h, m, zone) => {
        const local = Temporal.PlainDateTime.from({ ...d, hour: h, minute: m });
        const at = (disambiguation: 'compatible' | 'later') =>
          local.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
        const { first, last } = clock(zone).instantsOf(midnight(d) + h * 3_600_000 + m * 60_000);
        expect([first, last]).toEqual([at('compatible'), at('later')]);
      }),
      { numRuns: 500 },
    ));

  it('begins the day when Temporal does', () =>
    fc.assert(
      fc.property(date, fc.constantFrom(...zones), (d, zone) => {
        const start = Temporal.PlainDate.from(d).toZonedDateTime(zone).epochMilliseconds;
        expect(clock(zone).startOfDay(midnight(d))).toBe(start);
      }),
      { numRuns: 500 },
    ));

  it.each([
    ['America/Sao_Paulo', 2017, 10, 15, '2017-10-15T03:00:00.000Z'],
    ['Africa/Cairo', 2026, 4, 24, '2026-04-23T22:00:00.000Z'],
    ['America/Havana', 2026, 11, 1, '2026-11-01T04:00:00.000Z'],
    ['America/Chicago', 1800, 1, 1, '1800-01-01T05:50:36.000Z'],
  ])('in %s the day %i-%i-%i begins at %s', (zone, year, month, day, start) =>
    expect(new Date(clock(zone).startOfDay(midnight({ year, month, day }))).toISOString()).toBe(start),
  );

  it('answers the same after thousands of centuries were asked for', () => {
    const before = clock('America/Chicago').offsetAt(Date.UTC(2026, 0, 14));
    for (let year = 1900; year < 2100; year++) clock('America/Chicago').offsetAt(Date.UTC(year, 6, 1));
    expect(clock('America/Chicago').offsetAt(Date.UTC(2026, 0, 14))).toBe(before);
  });
});

describe('counting days', () => {
  it('agrees with Temporal over all years', () =>
    fc.assert(
      fc.property(fc.integer({ min: -90_000_000, max: 90_000_000 }), (days) => {
        const { year, month, day } = new Temporal.PlainDate(1970, 1, 1).add({ days });
        expect(midnight({ year, month, day })).toBe(days * 86_400_000);
      }),
    ));
});
