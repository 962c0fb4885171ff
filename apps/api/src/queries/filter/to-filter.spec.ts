import type { GraphQLError } from 'graphql';
import { closeTo } from '#domain';
import { FACETS, INTERNAL_FACETS, type ListedKind } from '#read-model';
import { FACET_ENUMS } from './facet.enums.js';
import { FACET_FORMS } from './facet.forms.js';
import { type FilterValue, isFlag } from './filter.inputs.js';
import { toFilter } from './to-filter.js';

const settings = { timeZone: 'America/Chicago', at: Date.UTC(2026, 1, 1) };

/** What is said of a filter, and of what. */
function refusalOf(kind: ListedKind, filter: FilterValue) {
  try {
    return toFilter(kind, filter, settings) && undefined;
  } catch (error) {
    const { message, extensions } = error as GraphQLError;
    return { message, ...extensions };
  }
}

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

  it.each<[ListedKind, FilterValue, string, RegExp]>([
    [
      'incident',
      { kind: { in: ['SHOOTING', 'SHOOTNG'] } },
      'filter.kind.in[1]',
      /"SHOOTNG".*IncidentKind.*"SHOOTING"\?/,
    ],
    ['incident', { force: { notIn: ['baton'] } }, 'filter.force.notIn[0]', /"baton".*Did you mean "BATON"\?/],
    ['incident', { kind: { in: ['WEATHER'] } }, 'filter.kind.in[0]', /"WEATHER".*There are: SHOOTING, /],
    ['incident', { agencyRole: { in: ['agency-us-dhs-ice:BOSS'] } }, 'filter.agencyRole.in[0]', /BOSS.*: INVOLVED, /],
    ['incident', { agencyRole: { in: ['INVOLVED'] } }, 'filter.agencyRole.in[0]', /agency:ROLE.*"agency-us-dhs-ice:/],
    ['incident', { charges: { in: ['DISMISSED'] } }, 'filter.charges.in[0]', /SIDE:STATUS.*"OFFICER:PENDING"/],
    [
      'incident',
      { charges: { in: ['OFFICER:DROPED'] } },
      'filter.charges.in[0]',
      /"DROPED" is not a code of ChargeStatus/,
    ],
    ['incident', { region: { in: ['Minnesota'] } }, 'filter.region.in[0]', /"Minnesota".*ISO 3166-2.*"US-MN"/],
    ['incident', { country: { in: ['USA'] } }, 'filter.country.in[0]', /"USA".*ISO 3166-1.*"US"/],
    ['incident', { agency: { in: ['FBI'] } }, 'filter.agency.in[0]', /"FBI" is not the id of an agency/],
    ['investigation', { access: { in: ['REVOKED'] } }, 'filter.access.in[0]', /agency:ACCESS/],
    ['source', { sha256: { in: ['9F86'] } }, 'filter.sha256.in[0]', /"9F86".*64 hexadecimal digits/],
    ['statement', { topic: { in: ['WEAPONS'] } }, 'filter.topic.in[0]', /Did you mean "WEAPON"\?/],
  ])('of a %s refuses a value that nothing can have: %j', (kind, filter, argument, message) => {
    expect(refusalOf(kind, filter)).toMatchObject({
      code: 'INVALID_QUERY',
      argument,
      message: expect.stringMatching(message),
    });
  });

  it.each<[ListedKind, FilterValue]>([
    ['incident', { agency: { in: ['agency-nobody-knows'] }, agencyRole: { in: ['agency-nobody-knows:PRESENT'] } }],
    ['incident', { region: { in: ['US-MN'] }, country: { in: ['VE'] }, locality: { in: ['Saint Paul'] } }],
    ['incident', { charges: { in: ['OFFICER:PENDING'] }, externalId: { in: ['a-tracker:17:b'] } }],
    ['investigation', { kind: { in: ['CRIMINAL'] }, lead: { in: ['agency-us-doj-fbi'] } }],
  ])('of a %s takes what a record could have, whether or not one has: %j', (kind, filter) => {
    expect(refusalOf(kind, filter)).toBeUndefined();
  });

  it('knows the values of every facet, or what form they have', () => {
    const unchecked = Object.entries(FACETS).flatMap(([kind, facets]) =>
      Object.entries(facets)
        .filter(([, description]) => !isFlag(description))
        .map(([facet]) => facet)
        .filter((facet) => !INTERNAL_FACETS[kind as ListedKind]?.includes(facet))
        .filter((facet) => ![FACET_ENUMS, FACET_FORMS].some((known) => facet in (known[kind as ListedKind] ?? {})))
        .map((facet) => `${kind}.${facet}`),
    );
    expect(unchecked).toEqual([]);
  });

  it.each<[string, FilterValue, string, RegExp]>([
    [
      'a range that ends before it begins',
      { occurred: { from: '2026-01-14T00:00', to: '2026-01-13T00:00' } },
      'filter.occurred',
      /ends \("2026-01-13T00:00"\) before it begins/,
    ],
    ['days in the wrong order', { moved: { from: '2026-01-14', to: '2026-01-13' } }, 'filter.moved', /Exchange/],
    ['a text without a word', { text: ' – ' }, 'filter.text', /no word to look for.*leave `text` out/],
    ['a text that is empty', { text: '' }, 'filter.text', /"" holds no word/],
    ['a date that is none', { recorded: { from: 'last week' } }, 'filter.recorded.from', /"last week"/],
    ['a month as the end', { recorded: { to: '2026-01' } }, 'filter.recorded.to', /"2026-01" is not one moment/],
    ['a zone that is none', { occurred: { to: '2026-01-14', zone: 'Minnesota' } }, 'filter.occurred.to', /"Minnesota"/],
  ])('refuses %s', (_, filter, argument, message) => {
    expect(refusalOf('incident', filter)).toMatchObject({
      code: 'INVALID_QUERY',
      argument,
      message: expect.stringMatching(message),
    });
  });

  it('takes a single moment as a range', () => {
    const same = { from: '2026-01-14T18:00:00Z', to: '2026-01-14T18:00:00Z' };
    expect(refusalOf('incident', { occurred: same })).toBeUndefined();
  });
});

describe('a misspelt code', () => {
  it.each([
    ['SHOOTNG', 'SHOOTING'],
    ['use of force', 'USE_OF_FORCE'],
    ['protest-clash', 'PROTEST_CLASH'],
    ['RAYD', 'RAID'],
    ['WEATHER', undefined],
    ['', undefined],
    ['X'.repeat(100_000), undefined],
  ])('%j is close to %j', (word, code) => {
    const codes = ['SHOOTING', 'USE_OF_FORCE', 'RAID', 'PROTEST', 'PROTEST_CLASH', 'OTHER'];
    expect(closeTo(word, codes)).toBe(code);
  });
});
