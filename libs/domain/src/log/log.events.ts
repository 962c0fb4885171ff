import { Type } from 'typebox';
import { event } from '../shared/declaration.js';
import { EVENT_ID_PATTERN } from '../shared/ids.js';
import { FORM, MARK } from '../shared/marks.js';
import { entryRef, object, optional, token, whole } from '../shared/schema.js';

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
export const ExportIssued = event('ExportIssued', {
  ...operational,
  description: 'A copy of the record was given out.',
  data: object({
    exportId: uuid('Id of the export.'),
    format: token('Its format and version: onrecord.export/1.'),
    upTo: whole('Index of the last entry that it holds.', { max: Number.MAX_SAFE_INTEGER }),
    sha256: Type.String({
      [MARK]: 'coded',
      pattern: '^[0-9a-f]{64}$',
      description: 'SHA-256 of its bytes, hexadecimal.',
    }),
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
