import { Type } from '#typebox';
import { AttributionSchema, OccurredSchema, SourceReferenceSchema } from '../shared/common.schemas.js';
import { event } from '../shared/declaration.js';
import type { JsonObject } from '../shared/envelope.js';
import { EMBEDS, FORM, MARK } from '../shared/marks.js';
import { choice, entryRef, list, localId, moment, object, optional, ref, some, text, whole } from '../shared/schema.js';

const every = { aggregate: 'any' } as const;
const decision = { ...every, nature: 'DECISION' } as const;
const entry = entryRef('The entry, by the id of its original event.');
const path = Type.String({
  [MARK]: 'coded',
  pattern: '^/data(/[^/]+)+$',
  maxLength: 300,
  [FORM]: 'a path in the data of the entry (RFC 6901), such as /data/nationality/code',
  description: 'RFC 6901 path in the entry: /data/nationality/code.',
});

export const EntryCorrected = event('EntryCorrected', {
  ...every,
  nature: 'CORRECTION',
  reasons: 'CorrectionReason',
  mutation: 'correctEntry',
  description:
    'A fact was put right: the replacement stands in its place, views of the past show the original. The latest correction counts.',
  data: object({
    entry,
    type: Type.String({ [MARK]: 'coded', pattern: '^[A-Z][A-Za-z]{2,60}$', description: 'Type of the entry.' }),
    schema: whole('Version of the schema that the replacement follows.', { min: 1, max: 1000 }),
    replacement: Type.Unsafe<JsonObject>(
      Type.Object(
        {},
        { [EMBEDS]: { type: '1/type', schema: '1/schema' }, description: "The whole of the entry's data." },
      ),
    ),
    kept: list(path, { description: "Sealed paths that stay in the entry's own openings." }),
    occurred: optional(OccurredSchema),
    attribution: optional(AttributionSchema),
    sources: optional(some(SourceReferenceSchema, 'Sources in place of those of the entry.')),
  }),
});
export const EntryWithdrawn = event('EntryWithdrawn', {
  ...decision,
  mutation: 'withdrawEntry',
  description: 'A fact, or a correction, no longer counts. Withdrawing a correction restores what it replaced.',
  data: object({ entry, replacedBy: optional(entryRef('The entry that says it better.')) }),
});
export const EntryReinstated = event('EntryReinstated', {
  ...decision,
  mutation: 'reinstateEntry',
  description: 'A withdrawn entry counts again.',
  data: object({ entry }),
});
export const RecordRetracted = event('RecordRetracted', {
  ...decision,
  mutation: 'retractRecord',
  description: 'The whole record no longer counts. It stays, as a tombstone that answers.',
  data: object({
    because: choice('RetractionGround', {
      DUPLICATE: 'It is on record elsewhere.',
      FABRICATED: 'It did not happen.',
      OUT_OF_SCOPE: 'It is not what the tracker is about.',
      UNVERIFIABLE: 'It cannot be verified.',
      LEGAL_ORDER: 'A court or authority ordered it.',
    }),
    duplicateOf: optional(
      ref(['incident', 'investigation', 'case', 'statement', 'agency', 'person', 'source'], 'With DUPLICATE.'),
    ),
  }),
});
export const RecordReinstated = event('RecordReinstated', {
  ...decision,
  mutation: 'reinstateRecord',
  description: 'A retracted record counts again.',
  data: object({}),
});
export const StatusConfirmed = event('StatusConfirmed', {
  ...decision,
  schema: 2,
  mutation: 'confirmStatus',
  description: 'Checked on this date: nothing has moved.',
  data: object({
    checked: some(object({ what: text('What was checked: a docket, a press office.', 500) }), 'What was checked.'),
  }),
});
export const RecordWentStale = event('RecordWentStale', {
  ...decision,
  description: 'Nothing has moved, and nobody has confirmed that nothing has, for as long as the threshold.',
  data: object({
    since: Type.String({ [MARK]: 'coded', maxLength: 30, description: 'The last movement or confirmation, UTC.' }),
    thresholdDays: whole('The threshold.', { min: 1, max: 3650 }),
  }),
});
export const DeadlinePassed = event('DeadlinePassed', {
  ...decision,
  description: 'A deadline passed without having been met.',
  data: object({ deadlineId: localId('The deadline.'), due: moment('When it was due.') }),
});

/** On every record that is not operational. */
export const RECORD_EVENTS = [
  EntryCorrected,
  EntryWithdrawn,
  EntryReinstated,
  RecordRetracted,
  RecordReinstated,
  StatusConfirmed,
  RecordWentStale,
  DeadlinePassed,
] as const;
