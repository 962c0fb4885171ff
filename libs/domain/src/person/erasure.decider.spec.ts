import { draft, entryId, specify } from '#domain/testing';
import type { DataOf } from '../shared/declaration.js';
import {
  ErasureDecided,
  ErasureRequested,
  ErasureVerified,
  PersonalDataErased,
  PersonRegistered,
} from './person.events.js';
import { personDecider } from './person.decider.js';
import { erasuresOf, totalErasure } from './person.state.js';

const person = specify(personDecider, 'person-00000000-0000-4000-8000-000000000001');
const registered = draft(PersonRegistered, { kind: 'PRIVATE' }, { on: '2026-01-15' });
const requested = (data: Partial<DataOf<typeof ErasureRequested>> = { fields: ['nationality', 'age'] }) =>
  draft(ErasureRequested, { by: 'SUBJECT', ...data }, { on: '2026-03-01' });
const decided = (data: Partial<DataOf<typeof ErasureDecided>> = {}) =>
  draft(ErasureDecided, { request: entryId(1), outcome: 'GRANTED', ...data }, { on: '2026-03-02' });
const erased = (data: Partial<DataOf<typeof PersonalDataErased>> = { fields: ['nationality'] }, on = '2026-03-03') =>
  draft(PersonalDataErased, { basis: { code: 'SUBJECT_REQUEST' }, ...data }, { on });
const verified = (erasure: string) => draft(ErasureVerified, { erasure }, { on: '2026-04-01' });

describe('asking for an erasure', () => {
  it('records who asked, and for what', () =>
    person
      .given(registered)
      .when(requested())
      .thenRecorded((state) =>
        expect(state.erasureRequests).toMatchObject([
          { by: 'SUBJECT', fields: ['nationality', 'age'], entry: entryId(1) },
        ]),
      ));

  it('refuses a request for nothing', () =>
    person.given(registered).when(requested({})).thenRefused('INVALID_INPUT', '/data/fields'));
});

describe('deciding on an erasure', () => {
  it('grants what was asked for', () =>
    person
      .given(registered, requested())
      .when(decided())
      .thenRecorded((state) =>
        expect(state.erasureRequests[0]!.decided).toMatchObject({ granted: ['nationality', 'age'], entry: entryId(2) }),
      ));

  it('grants a part of it', () =>
    person
      .given(registered, requested({ all: true }))
      .when(decided({ outcome: 'PARTLY_GRANTED', fields: ['age'] }))
      .thenRecorded((state) => expect(state.erasureRequests[0]!.decided!.granted).toEqual(['age'])));

  it('refuses it, and says so', () =>
    person
      .given(registered, requested())
      .when(decided({ outcome: 'REFUSED' }))
      .thenRecorded((state) => {
        expect(state.erasureRequests[0]!.decided!.outcome).toBe('REFUSED');
        expect(state.erasureRequests[0]!.decided).not.toHaveProperty('granted');
      }));

  it('refuses to decide on a request that was not made', () =>
    person.given(registered).when(decided()).thenRefused('UNKNOWN_ITEM', '/data/request'));

  it('refuses to decide twice', () =>
    person.given(registered, requested(), decided()).when(decided()).thenRefused('WRONG_STATE', '/data/request'));

  it('refuses to grant what was not asked for', () =>
    person
      .given(registered, requested())
      .when(decided({ outcome: 'PARTLY_GRANTED', fields: ['name'] }))
      .thenRefused('NOT_ALLOWED', '/data/fields'));

  it('refuses a part without its fields', () =>
    person
      .given(registered, requested())
      .when(decided({ outcome: 'PARTLY_GRANTED' }))
      .thenRefused('INVALID_INPUT', '/data/fields'));

  it('refuses fields beside a full grant', () =>
    person
      .given(registered, requested())
      .when(decided({ fields: ['age'] }))
      .thenRefused('INVALID_INPUT', '/data/fields'));
});

describe('erasing personal data', () => {
  it('erases the fields that were granted', () =>
    person
      .given(registered, requested(), decided())
      .when(erased())
      .thenRecorded((state) => {
        expect(erasuresOf(state, 'nationality')).toMatchObject([{ basis: 'SUBJECT_REQUEST', entry: entryId(3) }]);
        expect(erasuresOf(state, 'name')).toEqual([]);
        expect(totalErasure(state)).toBeUndefined();
      }));

  it('erases everything', () =>
    person
      .given(registered, requested({ all: true }), decided())
      .when(erased({ all: true }))
      .thenRecorded((state) => {
        expect(erasuresOf(state, 'docket')).toHaveLength(1);
        expect(totalErasure(state)?.entry).toBe(entryId(3));
      }));

  it('asks to acknowledge an erasure that nobody granted', () =>
    person.given(registered).when(erased()).thenNeeds('SEQUENCE'));

  it('asks to acknowledge an erasure of more than was granted', () =>
    person
      .given(registered, requested(), decided())
      .when(erased({ all: true }))
      .thenNeeds('SEQUENCE'));

  it('shows an erasure without a grant as a gap', () => person.given(registered, erased()).thenGaps(entryId(1)));

  it('erases a field again, for what was recorded since', () =>
    person
      .given(registered, requested(), decided(), erased())
      .when(erased({ fields: ['nationality'] }, '2026-05-01'))
      .thenRecorded((state) => expect(erasuresOf(state, 'nationality')).toHaveLength(2)));

  it('refuses to erase where all was erased', () =>
    person
      .given(registered, requested({ all: true }), decided(), erased({ all: true }))
      .when(erased({ fields: ['name'] }, '2026-05-01'))
      .thenRefused('NOTHING_CHANGES'));

  it('refuses an erasure of nothing', () => person.given(registered).when(erased({})).thenRefused('INVALID_INPUT'));
});

describe('verifying an erasure', () => {
  it('names who says that it is gone', () =>
    person
      .given(registered, requested(), decided(), erased())
      .when(verified(entryId(3)))
      .thenRecorded((state) => expect(state.erasures[0]!.verifiedBy).toEqual([entryId(4)])));

  it('refuses an erasure that did not take place', () =>
    person
      .given(registered, requested())
      .when(verified(entryId(1)))
      .thenRefused('UNKNOWN_ITEM', '/data/erasure'));
});
