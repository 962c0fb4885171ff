import { Type } from '#typebox';
import { AttributionSchema } from '../shared/common.schemas.js';
import { streamPattern } from '../shared/ids.js';
import { FORM, MARK, RULE, sealed } from '../shared/marks.js';
import { codeOf, object, optional, secret } from '../shared/schema.js';
import type { VocabularyName } from '../shared/vocabularies.js';
import type { PersonField } from './person.field.js';

/**
 * Fields of the person whose stream it is. Every leaf but the attribution is sealed: that a person has a nationality on
 * record is public, what it is is not. A field without an attribution of its own has the event's.
 */
const attribution = optional(AttributionSchema);

/** The source's own word; its vocabulary is sealed with it, since the name of a list can give the value away. */
const ownWord = (field: PersonField) =>
  optional(
    object(
      {
        scheme: optional(secret(sealed(field), 'The vocabulary used.', 100)),
        value: secret(sealed(field), 'The word as it stands.'),
      },
      { description: "The source's own word." },
    ),
  );

/** A field whose value is words. */
export const described = (field: PersonField, description: string, maxLength?: number) =>
  object({ value: secret(sealed(field), description, maxLength), attribution }, { description });

/** A field whose value is a code of ours, with the source's own word. */
export const codedField = (field: PersonField, vocabulary: VocabularyName, description: string) =>
  object({ code: codeOf(vocabulary, sealed(field)), raw: ownWord(field), attribution }, { description });

/** A field whose value is a country. */
export const country = (field: PersonField, description: string) =>
  object(
    {
      code: Type.String({
        [MARK]: sealed(field),
        pattern: '^[A-Z]{2}$',
        [FORM]: 'a country code of ISO 3166-1, such as VE',
        [RULE]: 'COUNTRY',
        description: 'ISO 3166-1 alpha-2: VE.',
      }),
      raw: ownWord(field),
      attribution,
    },
    { description },
  );

export const NameField = object(
  {
    full: secret(sealed('name'), 'The name as it is written: Renee Nicole Good.'),
    given: optional(secret(sealed('name'), 'Given names.')),
    family: optional(secret(sealed('name'), 'Family name.')),
    attribution,
  },
  { description: 'The name.' },
);

export const BirthDateField = object(
  {
    value: Type.String({
      [MARK]: sealed('birthDate'),
      pattern: '^[0-9XYu~?%-]{4,12}$',
      [FORM]: 'a date in EDTF (ISO 8601-2), such as "1988-04"',
      [RULE]: 'NOT_FUTURE',
      description: 'EDTF (ISO 8601-2), as exact as is known: 1988, 1988-04, 1988~.',
    }),
    attribution,
  },
  { description: 'The date of birth.' },
);

export const AgeField = object(
  {
    value: Type.Integer({ [MARK]: sealed('age'), minimum: 0, maximum: 130, description: 'Whole years.' }),
    attribution,
  },
  { description: 'The age, in whole years, at the time that the event says.' },
);

export const RelationField = object(
  {
    value: secret(sealed('relation'), 'What they are to each other: mother, neighbour.'),
    to: optional(
      Type.String({
        [MARK]: sealed('relation'),
        pattern: streamPattern('person'),
        [FORM]: 'the id of a record: person-<uuid>',
        description: 'The other person, by id. Sealed too: who is related to whom is personal data.',
      }),
    ),
    attribution,
  },
  { description: 'A relation to another person.' },
);
