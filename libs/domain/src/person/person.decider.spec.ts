import { draft, entryId, specify } from '#domain/testing';
import type { DataOf } from '../shared/declaration.js';
import {
  OfficerStatusChanged,
  PersonDescribed,
  PersonRegistered,
  PersonsLinked,
  PersonsUnlinked,
} from './person.events.js';
import { PersonalDataErased } from './person.events.js';
import { personDecider } from './person.decider.js';
import { currentRegistration } from './person.state.js';

const ID = 'person-00000000-0000-4000-8000-000000000001';
const OTHER = 'person-00000000-0000-4000-8000-000000000002';
const ice = 'agency-us-dhs-ice';
const person = specify(personDecider, ID);

const registered = (data: DataOf<typeof PersonRegistered> = { kind: 'PRIVATE' }, on = '2026-01-15') =>
  draft(PersonRegistered, data, { on });
const described = (data: DataOf<typeof PersonDescribed>) => draft(PersonDescribed, data, { on: '2026-01-15' });
const linked = (link: DataOf<typeof PersonsLinked>['link'], to = OTHER) =>
  draft(PersonsLinked, { to, link }, { on: '2026-02-01' });
const erasedAll = draft(PersonalDataErased, { all: true, basis: { code: 'SUBJECT_REQUEST' } }, { on: '2026-01-15' });

describe('registering a person', () => {
  it('records the kind, and no name', () =>
    person
      .given()
      .when(registered())
      .thenRecorded({ registrations: [{ kind: 'PRIVATE', entry: entryId(0), at: registered().occurred }] }));

  it('records office and term of a public official', () =>
    person
      .given()
      .when(
        registered({
          kind: 'PUBLIC_OFFICIAL',
          office: 'Mayor',
          agency: 'agency-us-mn-minneapolis',
          term: { edtf: '2018-01-02/..', zone: 'America/Chicago' },
        }),
      )
      .thenRecorded((state) =>
        expect(state.registrations[0]).toMatchObject({ kind: 'PUBLIC_OFFICIAL', office: 'Mayor' }),
      ));

  it('records that a person took office later', () =>
    person
      .given(registered())
      .when(registered({ kind: 'PUBLIC_OFFICIAL', office: 'Mayor' }, '2026-06-01'))
      .thenRecorded((state) => expect(state.registrations.map((r) => r.kind)).toEqual(['PRIVATE', 'PUBLIC_OFFICIAL'])));

  it('is of another kind from a date on that is before it was registered', () =>
    person
      .given(registered({ kind: 'PRIVATE' }, '2026-11-24'))
      .when(registered({ kind: 'PUBLIC_OFFICIAL', office: 'Mayor' }, '2025-06-01'))
      .thenRecorded((state) => expect(currentRegistration(state)?.kind).toBe('PUBLIC_OFFICIAL')));

  it('refuses what is registered already', () =>
    person.given(registered()).when(registered()).thenRefused('NOTHING_CHANGES'));

  it('refuses an official without an office', () =>
    person
      .given()
      .when(registered({ kind: 'PUBLIC_OFFICIAL', term: { edtf: '2018/..', zone: 'America/Chicago' } }))
      .thenRefused('INVALID_INPUT', '/data/office'));

  it('refuses an office of a private person', () =>
    person
      .given()
      .when(registered({ kind: 'PRIVATE', office: 'Mayor' }))
      .thenRefused('NOT_ALLOWED', '/data/office'));

  it('refuses a term of an officer', () =>
    person
      .given()
      .when(registered({ kind: 'OFFICER', term: { edtf: '2018/..', zone: 'UTC' } }))
      .thenRefused('NOT_ALLOWED', '/data/term'));

  it('refuses a registration without a reason', () =>
    person
      .given()
      .when({ ...registered(), reason: undefined })
      .thenRefused('REASON_REQUIRED'));
});

describe('describing a person', () => {
  const claim = { kind: 'CLAIM', statement: 'statement-00000000-0000-4000-8000-000000000009', claim: 'c1' } as const;

  it('records which fields are known, by whose account, and no value', () =>
    person
      .given(registered())
      .when(
        described({
          name: { full: 'Ada Example' },
          age: { value: 37 },
          nationality: { code: 'VE', raw: { value: 'Venezuelan national' }, attribution: claim },
        }),
      )
      .thenRecorded((state) => {
        expect(state.described.map((d) => [d.field, d.entry, d.attribution?.kind])).toEqual([
          ['name', entryId(1), undefined],
          ['age', entryId(1), undefined],
          ['nationality', entryId(1), 'CLAIM'],
        ]);
        expect(JSON.stringify(state)).not.toMatch(/Ada|37|VE|Venezuelan/);
      }));

  it('takes the attribution of the entry where a field has none', () =>
    person
      .given(registered())
      .when({ ...described({ health: { value: 'in hospital' } }), attribution: claim })
      .thenRecorded((state) => expect(state.described[0]!.attribution).toEqual(claim)));

  it('stands where every value is in the vault', () =>
    person
      .given(registered(), { ...described({ age: { value: 37 } }), data: { age: {}, gender: {} } })
      .thenState((state) => expect(state.described.map((d) => d.field)).toEqual(['age', 'gender'])));

  it('keeps accounts that exclude each other side by side', () =>
    person
      .given(registered(), described({ age: { value: 37 } }))
      .when(described({ age: { value: 38 } }))
      .thenRecorded((state) => expect(state.described.map((d) => d.entry)).toEqual([entryId(1), entryId(2)])));

  it('refuses a description of nothing', () =>
    person.given(registered()).when(described({})).thenRefused('INVALID_INPUT'));

  it('refuses a description without a source', () =>
    person
      .given(registered())
      .when({ ...described({ age: { value: 37 } }), sources: [] })
      .thenRefused('SOURCES_REQUIRED'));

  it('refuses anything new of a person whose data was all erased', () =>
    person
      .given(registered(), erasedAll)
      .when(described({ age: { value: 37 } }))
      .thenRefused('SUBJECT_ERASED'));
});

describe("an officer's standing", () => {
  const onLeave = draft(
    OfficerStatusChanged,
    { agency: ice, status: 'ON_LEAVE', paid: 'UNKNOWN' },
    { on: '2026-02-13' },
  );

  it('records leave, with its entry', () =>
    person
      .given(registered({ kind: 'OFFICER' }))
      .when(onLeave)
      .thenRecorded((state) =>
        expect(state.officerStatuses).toMatchObject([
          { agency: ice, status: 'ON_LEAVE', paid: 'UNKNOWN', entry: entryId(1) },
        ]),
      ));

  it('keeps the order in which it happened, whenever it was learned', () =>
    person
      .given(registered({ kind: 'OFFICER' }, '2026-01-01'), onLeave)
      .when(draft(OfficerStatusChanged, { agency: ice, status: 'REASSIGNED' }, { on: '2026-01-20' }))
      .thenRecorded((state) => expect(state.officerStatuses.map((s) => s.status)).toEqual(['REASSIGNED', 'ON_LEAVE'])));

  it('refuses a status without a source', () =>
    person
      .given(registered({ kind: 'OFFICER' }))
      .when({ ...onLeave, sources: [] })
      .thenRefused('SOURCES_REQUIRED'));
});

describe('linking persons', () => {
  it('links', () =>
    person
      .given(registered())
      .when(linked('POSSIBLY_SAME'))
      .thenRecorded((state) =>
        expect(state.links).toMatchObject([{ to: OTHER, link: 'POSSIBLY_SAME', entry: entryId(1) }]),
      ));

  it('puts a later judgement in the place of an earlier one', () =>
    person
      .given(registered(), linked('POSSIBLY_SAME'))
      .when(linked('SAME'))
      .thenRecorded((state) => expect(state.links.map((l) => l.link)).toEqual(['SAME'])));

  it('refuses the same judgement again', () =>
    person.given(registered(), linked('SAME')).when(linked('SAME')).thenRefused('NOTHING_CHANGES', '/data/to'));

  it('refuses a link to itself', () =>
    person.given(registered()).when(linked('SAME', ID)).thenRefused('SELF_REFERENCE', '/data/to'));

  const unlinked = draft(PersonsUnlinked, { to: OTHER }, { on: '2026-03-01' });

  it('unlinks', () => person.given(registered(), linked('SAME')).when(unlinked).thenRecorded({ links: [] }));

  it('refuses to unlink what is not linked', () =>
    person.given(registered()).when(unlinked).thenRefused('UNKNOWN_ITEM', '/data/to'));
});
