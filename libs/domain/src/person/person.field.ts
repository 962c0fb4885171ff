import type { Static } from '#typebox';
import { choice, list, optional, yesNo } from '../shared/schema.js';

/** What is sealed of a person, in whatever stream it stands: the names by which marks, mentions and erasures know it. */
export const PERSON_FIELDS = {
  name: 'Name.',
  birthDate: 'Date of birth.',
  age: 'Age.',
  gender: 'Gender.',
  race: 'Race.',
  nationality: 'Nationality.',
  citizenship: 'Citizenship.',
  immigrationStatus: 'Immigration status.',
  health: 'Health.',
  injuryDetail: 'What an injury is, in an incident.',
  relation: 'Relation to another person.',
  contact: 'How to reach them.',
  badge: 'Number of a badge.',
  plate: 'Number plate of a vehicle.',
  photo: 'Photograph.',
  homeAddress: 'Exact home address, in an incident too.',
  docket: 'Docket number, in a case.',
} as const;

export const PersonField = choice('PersonField', PERSON_FIELDS, 'A field of personal data.');
export type PersonField = Static<typeof PersonField>;

/** Some fields, or all of them; stored as `all: true` so that a forgotten list never means everything. */
export type FieldScope = readonly PersonField[] | 'ALL';

export const personFields = (description: string) => list(PersonField, { min: 1, description });

/** Exactly one of the two is given: see `examineScope`. */
export const fieldScope = {
  fields: optional(personFields('The fields, unless it is all.')),
  all: optional(yesNo('Every field of the person, in whatever stream. Give true, or leave it out.')),
};

/** Undefined where neither is said. */
export function scopeOf(said: {
  readonly fields?: readonly PersonField[];
  readonly all?: boolean;
}): FieldScope | undefined {
  return said.all ? 'ALL' : said.fields;
}

/** Whether one scope holds the whole of another. */
export const scopeWithin = (inner: FieldScope, outer: FieldScope): boolean =>
  outer === 'ALL' || (inner !== 'ALL' && inner.every((field) => outer.includes(field)));
