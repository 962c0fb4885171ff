import { draft, entryId, specify } from '#domain/testing';
import type { DataOf } from '../shared/declaration.js';
import { SourceRechecked, SourceRecorded } from './source.events.js';
import { sourceDecider } from './source.decider.js';
import { currentHash, latestRecheck } from './source.state.js';

const source = specify(sourceDecider, 'source-00000000-0000-4000-8000-000000000001');
const FIRST = 'a'.repeat(64);
const LATER = 'b'.repeat(64);

const recorded = (data: Partial<DataOf<typeof SourceRecorded>> = {}) =>
  draft(SourceRecorded, { kind: 'WEB', title: 'A report', ...data }, { on: '2026-01-15' });
const rechecked = (data: DataOf<typeof SourceRechecked>, on = '2026-02-01') => draft(SourceRechecked, data, { on });

describe('recording a source', () => {
  it('keeps what was said of it, with the entry', () =>
    source
      .given()
      .when(
        recorded({
          publisher: 'A paper',
          published: { edtf: '2026-01-15', zone: 'UTC' },
          tier: 'SECONDARY',
          sha256: FIRST,
        }),
      )
      .thenRecorded({ entry: entryId(0), kind: 'WEB', publisher: 'A paper', tier: 'SECONDARY', sha256: FIRST }));

  it('needs neither source nor reason', () =>
    source
      .given()
      .when({ ...recorded(), sources: undefined, reason: undefined })
      .thenRecorded());

  it('refuses a web page of which nothing says which it is', () =>
    source
      .given()
      .when(draft(SourceRecorded, { kind: 'WEB', tier: 'SECONDARY' }))
      .thenRefused('INVALID_INPUT', '/data/url'));

  it('refuses to record it twice', () =>
    source.given(recorded()).when(recorded()).thenRefused('ALREADY_EXISTS', '/commandId'));

  it('keeps the identity of a confidential source out of its state', () =>
    source
      .given()
      .when(recorded({ kind: 'CONFIDENTIAL', identity: 'Ada Example' }))
      .thenRecorded((state) => expect(JSON.stringify(state)).not.toContain('Ada')));

  it('refuses an address that would give a confidential source away', () =>
    source
      .given()
      .when(recorded({ kind: 'CONFIDENTIAL', url: 'https://ada.example' }))
      .thenRefused('NOT_ALLOWED', '/data/url'));

  it('refuses an identity of a source that is not confidential', () =>
    source
      .given()
      .when(recorded({ identity: 'Ada Example' }))
      .thenRefused('NOT_ALLOWED', '/data/identity'));
});

describe('looking a source up again', () => {
  it('records that it is gone', () =>
    source
      .given(recorded({ sha256: FIRST }))
      .when(rechecked({ result: 'GONE' }))
      .thenRecorded((state) => {
        expect(latestRecheck(state)).toMatchObject({ result: 'GONE', entry: entryId(1) });
        expect(currentHash(state)).toBe(FIRST);
      }));

  it('records that it changed, and keeps both hashes', () =>
    source
      .given(recorded({ sha256: FIRST }))
      .when(rechecked({ result: 'CHANGED', sha256: LATER }))
      .thenRecorded((state) => expect([state.sha256, currentHash(state)]).toEqual([FIRST, LATER])));

  it('compares with the bytes captured last', () =>
    source
      .given(recorded({ sha256: FIRST }), rechecked({ result: 'CHANGED', sha256: LATER }))
      .when(rechecked({ result: 'UNCHANGED', sha256: LATER }, '2026-03-01'))
      .thenRecorded((state) => expect(state.rechecks).toHaveLength(2)));

  it('refuses UNCHANGED where the bytes differ', () =>
    source
      .given(recorded({ sha256: FIRST }))
      .when(rechecked({ result: 'UNCHANGED', sha256: LATER }))
      .thenRefused('NOT_ALLOWED', '/data/result'));

  it('refuses CHANGED where the bytes are the same', () =>
    source
      .given(recorded({ sha256: FIRST }))
      .when(rechecked({ result: 'CHANGED', sha256: FIRST }))
      .thenRefused('NOT_ALLOWED', '/data/result'));

  it('refuses a public copy of a confidential source', () =>
    source
      .given(recorded({ kind: 'CONFIDENTIAL' }))
      .when(rechecked({ result: 'UNCHANGED', archiveUrl: 'https://archive.example/1' }))
      .thenRefused('NOT_ALLOWED', '/data/archiveUrl'));

  it('refuses a source that is not on record', () =>
    source
      .given()
      .when(rechecked({ result: 'GONE' }))
      .thenRefused('UNKNOWN_RECORD'));
});
