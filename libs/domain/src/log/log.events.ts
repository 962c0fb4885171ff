import { Type } from '#typebox';
import { event } from '../shared/declaration.js';
import { EVENT_ID_PATTERN } from '../shared/ids.js';
import { FORM, MARK } from '../shared/marks.js';
import { choice, entryRef, list, object, optional, ref, token, whole } from '../shared/schema.js';

const operational = { aggregate: 'log', nature: 'OPERATIONAL' } as const;
const uuid = (description: string) =>
  Type.String({ [MARK]: 'coded', pattern: EVENT_ID_PATTERN, [FORM]: 'a UUID in lower case', description });
const base64 = (description: string) =>
  Type.String({ [MARK]: 'coded', pattern: '^[A-Za-z0-9+/]{4,200}={0,2}$', description });

export const LogOpened = event('LogOpened', {
  ...operational,
  creates: 'ALWAYS',
  description: 'The log began. Always the first event; its id marks every cursor.',
  data: object({ logId: uuid('Id of the log.') }),
});
/**
 * EDITOR: whoever sees a name that should not be there must be able to hide it at once. The text stays in the log until
 * an operator removes it, so a mistake costs no data.
 */
export const TextWithheld = event('TextWithheld', {
  ...operational,
  mutation: 'withholdText',
  description: 'A text is shown no more, in views of the past neither. Proofs of the entry still hold.',
  data: object({
    entry: entryRef('The event, of whatever record, that holds the text.'),
    path: Type.String({
      [MARK]: 'coded',
      pattern: '^/(?:data|sources|reason)(?:/[^/]+)+$',
      maxLength: 300,
      [FORM]: 'the path of a text in the event (RFC 6901), such as /data/title',
      description: 'RFC 6901 path of the text in the event: /data/title, /sources/0/span.',
    }),
  }),
});
export const ExportedPersonal = choice(
  'ExportedPersonal',
  {
    NONE: 'No value of a sealed field: commitments only.',
    AS_DISCLOSED: 'Values of sealed fields, as the role of who exported may see them.',
  },
  'Whether values of sealed fields are in it.',
);
/** Records that an export names one by one; of one that holds more it is not known, and so it may hold any. */
const MOST_RECORDS = 2_000;
export const ExportIssued = event('ExportIssued', {
  ...operational,
  schema: 2,
  mutation: 'recordExport',
  role: 'AUDITOR',
  description:
    'A copy of the record was given out. The same `exportId` is recorded once: its `commandId` is that id, unless another is given.',
  data: object({
    exportId: uuid('Id of the export, derived from its content.'),
    format: token('Its format and version: onrecord.export/1.'),
    upTo: whole('Index of the last entry that it may hold: the size of its tree less one.', {
      max: Number.MAX_SAFE_INTEGER,
    }),
    sha256: Type.String({
      [MARK]: 'coded',
      pattern: '^[0-9a-f]{64}$',
      [FORM]: 'a SHA-256 in lower-case hexadecimal',
      description: 'SHA-256 of its manifest, hexadecimal.',
    }),
    incidents: optional(
      list(ref('incident'), { min: 1, description: 'The incidents that were chosen; absent: the whole log.' }),
    ),
    records: optional(
      list(ref(['incident', 'investigation', 'case', 'statement', 'agency', 'person', 'source']), {
        min: 1,
        max: MOST_RECORDS,
        description: 'Every record that it holds. Absent: it may hold any that was on record by then.',
      }),
    ),
    personal: ExportedPersonal,
    recipient: optional(
      Type.String({
        [MARK]: 'narrative',
        pattern: '^\\S(?:.{0,198}\\S)?$',
        maxLength: 200,
        [FORM]: 'one line of at most 200 characters, with no space at either end',
        description:
          'Who it was made for, in one line: an organisation, not a person, for it is public. They may have to be told of an erasure.',
      }),
    ),
  }),
});
export const SigningKeyRotated = event('SigningKeyRotated', {
  ...operational,
  description: 'Checkpoints are signed with another key from now on.',
  data: object({
    name: token('Name of the key, as checkpoints show it (C2SP signed note).'),
    publicKey: base64('The Ed25519 public key, base64.'),
    replaces: optional(base64('The public key that it takes the place of, base64.')),
  }),
});

export const LOG_EVENTS = [LogOpened, TextWithheld, ExportIssued, SigningKeyRotated] as const;
