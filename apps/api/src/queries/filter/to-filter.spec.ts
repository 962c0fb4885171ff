import { toFilter } from './to-filter.js';

const settings = { timeZone: 'America/Chicago', at: Date.UTC(2026, 1, 1) };

describe('a filter', () => {
  it('lets everything through where nothing is asked for', () => {
    expect(toFilter('incident', null, settings)).toEqual({});
  });

  it('takes what is null as not said', () => {
    expect(toFilter('incident', { region: null, stale: null, text: null }, settings)).toEqual({ facets: {} });
  });

  it('asks of a facet what is given, and of a flag whether it is there', () => {
    const given = { region: { in: ['US-MN'], known: null }, disputed: true, prejudged: false };
    expect(toFilter('incident', given, settings).facets).toEqual({
      region: { in: ['US-MN'] },
      disputed: { known: true },
      prejudged: { known: false },
    });
  });

  it('judges freshness by the moment of the query', () => {
    expect(toFilter('incident', { stale: true }, settings)).toMatchObject({ stale: true, at: settings.at });
    expect(toFilter('incident', { text: 'shovel' }, settings)).not.toHaveProperty('at');
  });

  it.each([
    ['a day where the server is', {}, '2026-01-14T06:00:00.000Z', '2026-01-15T05:59:59.999Z'],
    ['a day in another zone', { zone: 'UTC' }, '2026-01-14T00:00:00.000Z', '2026-01-14T23:59:59.999Z'],
  ])('takes a bare date as %s', (_, zone, from, to) => {
    const { occurred } = toFilter(
      'incident',
      { occurred: { from: '2026-01-14', to: '2026-01-14', ...zone } },
      settings,
    );
    expect([occurred?.from, occurred?.to].map((ms) => new Date(ms!).toISOString())).toEqual([from, to]);
  });

  it('takes a date-time as that instant', () => {
    const { recorded } = toFilter('incident', { recorded: { from: '2026-01-14T18:00:00-06:00' } }, settings);
    expect(new Date(recorded!.from!).toISOString()).toBe('2026-01-15T00:00:00.000Z');
  });
});
