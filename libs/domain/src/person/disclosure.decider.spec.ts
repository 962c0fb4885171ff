import { draft, entryId, specify } from '#domain/testing';
import type { DataOf } from '../shared/declaration.js';
import {
  DisclosureDecided,
  DisclosureRevoked,
  PersonalDataErased,
  PersonalDataRestricted,
  PersonRegistered,
  RestrictionLifted,
} from './person.events.js';
import { personDecider } from './person.decider.js';
import { disclosureOf, restrictionOf } from './person.state.js';

const person = specify(personDecider, 'person-00000000-0000-4000-8000-000000000001');
const registered = draft(PersonRegistered, { kind: 'PRIVATE' }, { on: '2026-01-15' });
const disclosed = (fields: DataOf<typeof DisclosureDecided>['fields'] = ['name'], code = 'WIDELY_REPORTED') =>
  draft(DisclosureDecided, { fields, basis: { code } }, { on: '2026-01-16' });
const revoked = (entry: string) => draft(DisclosureRevoked, { decision: entry }, { on: '2026-02-01' });
const restricted = (data: DataOf<typeof PersonalDataRestricted>) =>
  draft(PersonalDataRestricted, data, { on: '2026-01-17' });
const lifted = (entry: string) => draft(RestrictionLifted, { restriction: entry }, { on: '2026-02-01' });

describe('disclosing personal data', () => {
  it('discloses the fields named and no others', () =>
    person
      .given(registered)
      .when(disclosed(['name', 'age']))
      .thenRecorded((state) => {
        expect(disclosureOf(state, 'age')).toMatchObject({ basis: 'WIDELY_REPORTED', entry: entryId(1) });
        expect(disclosureOf(state, 'race')).toBeUndefined();
      }));

  it('discloses on a further basis', () =>
    person
      .given(registered, disclosed())
      .when(disclosed(['name'], 'FAMILY_CONSENT'))
      .thenRecorded((state) => expect(state.disclosures).toHaveLength(2)));

  it('refuses what is disclosed on that basis', () =>
    person
      .given(registered, disclosed(['name', 'age']))
      .when(disclosed(['age']))
      .thenRefused('NOTHING_CHANGES', '/data/fields'));

  it('refuses a disclosure without a reason', () =>
    person
      .given(registered)
      .when({ ...disclosed(), reason: undefined })
      .thenRefused('REASON_REQUIRED'));

  it('refuses to disclose what was all erased', () =>
    person
      .given(registered, draft(PersonalDataErased, { all: true, basis: { code: 'COURT_ORDER' } }, { on: '2026-01-15' }))
      .when(disclosed())
      .thenRefused('SUBJECT_ERASED'));

  it('revokes a disclosure and leaves the others', () =>
    person
      .given(registered, disclosed(), disclosed(['age']))
      .when(revoked(entryId(1)))
      .thenRecorded((state) => expect(state.disclosures.map((d) => d.fields)).toEqual([['age']])));

  it('refuses to revoke what was not decided', () =>
    person
      .given(registered, disclosed())
      .when(revoked(entryId(0)))
      .thenRefused('UNKNOWN_ITEM', '/data/decision'));

  it('refuses to revoke twice', () =>
    person
      .given(registered, disclosed(), revoked(entryId(1)))
      .when(revoked(entryId(1)))
      .thenRefused('UNKNOWN_ITEM'));
});

describe('restricting personal data', () => {
  it('restricts the fields named', () =>
    person
      .given(registered, disclosed())
      .when(restricted({ fields: ['name'], ground: 'SAFETY' }))
      .thenRecorded((state) => {
        expect(restrictionOf(state, 'name')).toMatchObject({ ground: 'SAFETY', entry: entryId(2) });
        expect(restrictionOf(state, 'age')).toBeUndefined();
      }));

  it('restricts everything', () =>
    person
      .given(registered)
      .when(restricted({ all: true, ground: 'COURT_ORDER' }))
      .thenRecorded((state) => expect(restrictionOf(state, 'docket')?.ground).toBe('COURT_ORDER')));

  it('refuses a restriction of nothing', () =>
    person
      .given(registered)
      .when(restricted({ ground: 'SAFETY' }))
      .thenRefused('INVALID_INPUT', '/data/fields'));

  it('refuses to guess between some and all', () =>
    person
      .given(registered)
      .when(restricted({ fields: ['name'], all: true, ground: 'SAFETY' }))
      .thenRefused('INVALID_INPUT', '/data/fields'));

  it('refuses an `all` that is false', () =>
    person
      .given(registered)
      .when(restricted({ fields: ['name'], all: false, ground: 'SAFETY' }))
      .thenRefused('INVALID_INPUT', '/data/all'));

  it('lifts a restriction', () =>
    person
      .given(registered, restricted({ all: true, ground: 'MINOR' }))
      .when(lifted(entryId(1)))
      .thenRecorded({ restrictions: [] }));

  it('refuses to lift what does not stand', () =>
    person
      .given(registered)
      .when(lifted(entryId(0)))
      .thenRefused('UNKNOWN_ITEM', '/data/restriction'));
});
