import { draft, entryId, specify } from '#domain/testing';
import { ExportIssued, LogOpened, SigningKeyRotated, TextWithheld } from './log.events.js';
import { logDecider } from './log.decider.js';
import { currentKey, withheldText } from './log.state.js';

const log = specify(logDecider, 'log');
const LOG_ID = '00000000-0000-4000-8000-000000000001';
const ENTRY = '00000000-0000-5000-8000-000000000777';

const opened = draft(LogOpened, { logId: LOG_ID }, { on: '2026-01-01T00:00:00Z' });
const withheld = (path = '/data/title') => draft(TextWithheld, { entry: ENTRY, path }, { on: '2026-01-02T00:00:00Z' });
const exported = draft(
  ExportIssued,
  {
    exportId: LOG_ID,
    format: 'onrecord.export/1',
    upTo: 41,
    sha256: 'c'.repeat(64),
    personal: 'NONE',
    recipient: 'An archive',
  },
  { on: '2026-01-03T00:00:00Z' },
);
const rotated = (publicKey: string, replaces?: string) =>
  draft(
    SigningKeyRotated,
    { name: 'onrecord.example/log', publicKey, ...(replaces ? { replaces } : {}) },
    { on: '2026-01-04T00:00:00Z' },
  );

describe('the log', () => {
  it('opens with its id', () => log.given().when(opened).thenRecorded({ logId: LOG_ID }));

  it('refuses to be opened twice', () => log.given(opened).when(opened).thenRefused('ALREADY_EXISTS'));
});

describe('withholding a text', () => {
  it('names the text, and the entry that withheld it', () =>
    log
      .given(opened)
      .when(withheld())
      .thenRecorded((state) => {
        expect(withheldText(state, ENTRY, '/data/title')?.withheldBy).toBe(entryId(1));
        expect(withheldText(state, ENTRY, '/data/narrative')).toBeUndefined();
      }));

  it('withholds another text of the same entry', () =>
    log
      .given(opened, withheld())
      .when(withheld('/sources/0/span'))
      .thenRecorded((state) => expect(state.withheld).toHaveLength(2)));

  it('refuses to withhold without a reason', () =>
    log
      .given(opened)
      .when({ ...withheld(), reason: undefined })
      .thenRefused('REASON_REQUIRED', '/reason'));

  it('refuses what is withheld', () =>
    log.given(opened, withheld()).when(withheld()).thenRefused('NOTHING_CHANGES', '/data/path'));

  it('refuses to withhold before there is a log', () => log.given().when(withheld()).thenRefused('UNKNOWN_RECORD'));
});

describe('giving out copies', () => {
  it('records what was given out', () =>
    log
      .given(opened)
      .when(exported)
      .thenRecorded((state) =>
        expect(state.exports).toMatchObject([
          { exportId: LOG_ID, upTo: 41, personal: 'NONE', recipient: 'An archive', entry: entryId(1) },
        ]),
      ));

  it('refuses an id that is taken', () =>
    log.given(opened, exported).when(exported).thenRefused('DUPLICATE_ITEM', '/data/exportId'));
});

describe('signing keys', () => {
  it('takes the first key', () =>
    log
      .given(opened)
      .when(rotated('AAAA'))
      .thenRecorded((state) => expect(currentKey(state)).toMatchObject({ publicKey: 'AAAA', entry: entryId(1) })));

  it('puts a key in the place of another', () =>
    log
      .given(opened, rotated('AAAA'))
      .when(rotated('BBBB', 'AAAA'))
      .thenRecorded((state) => expect(state.keys.map((key) => key.publicKey)).toEqual(['AAAA', 'BBBB'])));

  it('refuses a key that leaves a hole in the chain', () =>
    log.given(opened, rotated('AAAA')).when(rotated('BBBB')).thenRefused('WRONG_STATE', '/data/replaces'));

  it('refuses to take up an old key', () =>
    log
      .given(opened, rotated('AAAA'), rotated('BBBB', 'AAAA'))
      .when(rotated('AAAA', 'BBBB'))
      .thenRefused('NOTHING_CHANGES', '/data/publicKey'));
});
