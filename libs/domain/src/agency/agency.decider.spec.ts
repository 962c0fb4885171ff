import { draft, entryId, specify, ZONE } from '#domain/testing';
import {
  AgencyAliasAdded,
  AgencyMerged,
  AgencyParentChanged,
  AgencyRegistered,
  AgencyRenamed,
  AgencySucceeded,
} from './agency.events.js';
import { agencyDecider } from './agency.decider.js';
import { currentName, currentParent } from './agency.state.js';

const ins = 'agency-us-doj-ins';
const doj = 'agency-us-doj';
const dhs = 'agency-us-dhs';
const ice = 'agency-us-dhs-ice';
const agency = specify(agencyDecider, ins);

const registered = (parent: string | undefined = doj) =>
  draft(
    AgencyRegistered,
    {
      name: 'INS',
      jurisdiction: 'FEDERAL',
      ori: 'DCINS0000',
      ...(parent ? { parent } : {}),
      aliases: [{ name: 'la migra' }],
    },
    { on: '1933' },
  );
const renamed = (name: string) => draft(AgencyRenamed, { name }, { on: '1990' });
const alias = (name: string) => draft(AgencyAliasAdded, { name }, { on: '1950' });
const parentChanged = (parent?: string) => draft(AgencyParentChanged, parent ? { parent } : {}, { on: '2002' });
const succeeded = (by = ice, on = '2003-03-01') => draft(AgencySucceeded, { by }, { on });
const merged = (into = ice) => draft(AgencyMerged, { into }, { on: '2003-03-01' });

describe('registering an agency', () => {
  it('keeps name, jurisdiction, code, parent and aliases', () =>
    agency
      .given()
      .when(registered())
      .thenRecorded((state) => {
        expect([currentName(state), currentParent(state)]).toEqual(['INS', doj]);
        expect(state).toMatchObject({
          jurisdiction: { value: 'FEDERAL', entry: entryId(0) },
          ori: { value: 'DCINS0000', entry: entryId(0) },
          aliases: [{ value: 'la migra', entry: entryId(0) }],
        });
      }));

  it('needs neither source nor reason', () =>
    agency
      .given()
      .when({ ...registered(), sources: undefined, reason: undefined })
      .thenRecorded());

  it('refuses a second one of that slug', () =>
    agency.given(registered()).when(registered()).thenRefused('ALREADY_EXISTS', '/record'));

  it('refuses an agency that is part of itself', () =>
    agency.given().when(registered(ins)).thenRefused('SELF_REFERENCE', '/data/parent'));

  it('stands without a name that was withheld', () =>
    agency
      .given({ ...registered(), data: { jurisdiction: 'FEDERAL' } })
      .thenState((state) => expect(currentName(state)).toBeUndefined()));
});

describe('the names of an agency', () => {
  it('adds an alias', () =>
    agency
      .given(registered())
      .when(alias('Immigration Service'))
      .thenRecorded((state) => expect(state.aliases.map((a) => a.value)).toEqual(['la migra', 'Immigration Service'])));

  it('refuses an alias that is known', () =>
    agency.given(registered()).when(alias('la migra')).thenRefused('NOTHING_CHANGES', '/data/name'));

  it('refuses its name as an alias', () =>
    agency.given(registered()).when(alias('INS')).thenRefused('NOTHING_CHANGES'));

  it('keeps the earlier name when it is renamed', () =>
    agency
      .given(registered())
      .when(renamed('Immigration and Naturalization Service'))
      .thenRecorded((state) =>
        expect(state.names.map((n) => n.name)).toEqual(['INS', 'Immigration and Naturalization Service']),
      ));

  it('refuses the name that it has', () =>
    agency.given(registered()).when(renamed('INS')).thenRefused('NOTHING_CHANGES', '/data/name'));

  it('refuses a new name without a source', () =>
    agency
      .given(registered())
      .when({ ...renamed('Another'), sources: [] })
      .thenRefused('SOURCES_REQUIRED'));
});

describe('what an agency is part of', () => {
  it('ends one interval and begins another', () =>
    agency
      .given(registered())
      .when(parentChanged(dhs))
      .thenRecorded((state) => {
        expect(state.parents).toMatchObject([{ agency: doj, ended: { entry: entryId(1) } }, { agency: dhs }]);
        expect(currentParent(state)).toBe(dhs);
      }));

  it('comes to stand alone', () =>
    agency
      .given(registered())
      .when(parentChanged())
      .thenRecorded((state) => expect(currentParent(state)).toBeUndefined()));

  it('refuses the parent that it has', () =>
    agency.given(registered()).when(parentChanged(doj)).thenRefused('NOTHING_CHANGES', '/data/parent'));

  it('refuses to come under itself', () =>
    agency.given(registered()).when(parentChanged(ins)).thenRefused('SELF_REFERENCE', '/data/parent'));
});

describe('what became of an agency before anybody registered it', () => {
  const late = { ...registered(), occurred: { edtf: '2026-11-24', zone: ZONE } };

  it('is newer than what the registration says, which is dated when it was written down', () =>
    agency
      .given(late)
      .when(parentChanged(dhs))
      .thenRecorded((state) => {
        expect(state.parents).toMatchObject([{ agency: doj, ended: { entry: entryId(1) } }, { agency: dhs }]);
        expect(state.parents[1]!.ended).toBeUndefined();
      }));

  it('is judged by what the registration says', () => {
    agency.given(late).when(parentChanged(doj)).thenRefused('NOTHING_CHANGES', '/data/parent');
    agency
      .given(late)
      .when(parentChanged())
      .thenRecorded((state) => expect(currentParent(state)).toBeUndefined());
  });

  it.each(['2026-11-24', 'XXXX'])('is its name, though it was registered on %s under another', (edtf) =>
    agency
      .given({ ...late, occurred: { edtf, zone: ZONE } }, renamed('Another'), alias('A third'))
      .thenState((state) => expect(currentName(state)).toBe('Another')),
  );
});

describe('the end of an agency', () => {
  it('names its successor', () =>
    agency
      .given(registered())
      .when(succeeded())
      .thenRecorded((state) => expect(state.succeededBy).toMatchObject({ value: ice, entry: entryId(1) })));

  it('names what it became part of', () =>
    agency
      .given(registered())
      .when(merged())
      .thenRecorded((state) => expect(state.mergedInto).toMatchObject({ value: ice, entry: entryId(1) })));

  it('refuses to succeed itself', () => agency.given(registered()).when(succeeded(ins)).thenRefused('SELF_REFERENCE'));

  it('refuses to be merged into itself', () =>
    agency.given(registered()).when(merged(ins)).thenRefused('SELF_REFERENCE', '/data/into'));

  it('refuses the same successor again', () =>
    agency.given(registered(), succeeded()).when(succeeded()).thenRefused('NOTHING_CHANGES'));

  it('refuses a second merger', () =>
    agency.given(registered(), merged()).when(merged(dhs)).thenRefused('WRONG_STATE'));

  it('warns of a change after the end', () =>
    agency.given(registered(), succeeded(ice, '1980')).when(renamed('Another')).thenNeeds('SEQUENCE'));
});
