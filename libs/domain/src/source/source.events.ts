import { Type } from '#typebox';
import { event } from '../shared/declaration.js';
import { FORM, MARK, sealed } from '../shared/marks.js';
import { choice, edtf, moment, object, optional, secret, text } from '../shared/schema.js';

export const SourceKind = choice('SourceKind', {
  WEB: 'A web page.',
  DOCUMENT: 'A document.',
  FOOTAGE: 'Footage.',
  COURT_FILING: 'A court filing.',
  RECORDS_REQUEST: 'What a records request brought to light.',
  INTERVIEW: 'An interview.',
  OBSERVATION: 'What an observer saw.',
  DATASET: 'A data set.',
  CONFIDENTIAL: 'A source whose identity is protected.',
});
export const SourceTier = choice('SourceTier', {
  PRIMARY: 'A primary document, or footage.',
  INVESTIGATIVE: 'Reporting of its own.',
  SECONDARY: 'Reports what others reported.',
  SOCIAL: 'Social media.',
});
export const RecheckResult = choice('RecheckResult', {
  UNCHANGED: 'As it was.',
  CHANGED: 'Changed, without a word.',
  GONE: 'No longer there.',
  CORRECTED: 'Corrected by its publisher.',
  RETRACTED: 'Taken back by its publisher.',
});

// Neither sources nor reason: a source is itself what others rest on.
const registration = { aggregate: 'source', nature: 'REGISTRATION' } as const;
const sha256 = optional(
  Type.String({
    [MARK]: 'coded',
    pattern: '^[0-9a-f]{64}$',
    [FORM]: 'a SHA-256, 64 hexadecimal digits in lower case',
    description: 'SHA-256 of the captured bytes, hexadecimal.',
  }),
);
const address = (description: string) => optional(text(description, 2_000, 'WEB_ADDRESS'));

export const SourceRecorded = event('SourceRecorded', {
  ...registration,
  creates: 'ALWAYS',
  mutation: 'recordSource',
  description: 'A document, recording, filing or interview that entries can rest on.',
  data: object({
    kind: SourceKind,
    url: address('Where it is.'),
    publisher: optional(text('Who published it.', 200)),
    title: optional(text('Its title.', 300)),
    published: optional(moment('When it was published, or became known.', 'NOT_FUTURE')),
    retrieved: optional(edtf('When it was captured.', 'NOT_FUTURE')),
    sha256,
    archiveUrl: address('Where a copy is kept.'),
    tier: optional(SourceTier),
    licence: optional(text('Under which licence it may be used.', 200)),
    identity: optional(secret(sealed('identity'), 'With CONFIDENTIAL: who it is. Sealed, and never exported.', 500)),
  }),
});
export const SourceRechecked = event('SourceRechecked', {
  ...registration,
  mutation: 'recheckSource',
  description: 'The source was looked up again.',
  data: object({
    result: RecheckResult,
    sha256,
    archiveUrl: address('Where a copy of what was found is kept.'),
    note: optional(text('What was different.', 1_000)),
  }),
});

export const SOURCE_EVENTS = [SourceRecorded, SourceRechecked] as const;
