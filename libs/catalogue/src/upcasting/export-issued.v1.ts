import { Type } from '#typebox';
import { event, EVENT_ID_PATTERN, FORM, MARK, type JsonObject } from '#domain';
import { object, token, whole } from '#domain/schema';
import type { Upcaster } from './upcaster.js';

/** Version 1 said neither what of the record was given out, nor to whom. */
export const ExportIssuedV1 = event('ExportIssued', {
  aggregate: 'log',
  nature: 'OPERATIONAL',
  schema: 1,
  description: 'A copy of the record was given out.',
  data: object({
    exportId: Type.String({
      [MARK]: 'coded',
      pattern: EVENT_ID_PATTERN,
      [FORM]: 'a UUID in lower case',
      description: 'Id of the export.',
    }),
    format: token('Its format and version: onrecord.export/1.'),
    upTo: whole('Index of the last entry that it holds.', { max: Number.MAX_SAFE_INTEGER }),
    sha256: Type.String({
      [MARK]: 'coded',
      pattern: '^[0-9a-f]{64}$',
      description: 'SHA-256 of its bytes, hexadecimal.',
    }),
  }),
});

export const exportIssuedV1: Upcaster = {
  declaration: ExportIssuedV1,
  // Whoever received it may hold anything: one who is told of an erasure in vain is better than one who is not told.
  upcast: (data: JsonObject): JsonObject => ({ ...data, personal: 'AS_DISCLOSED' }),
};
