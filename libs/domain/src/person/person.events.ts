import { ThreeState } from '../shared/common.schemas.js';
import { event } from '../shared/declaration.js';
import { choice, coded, entryRef, moment, object, optional, ref, text } from '../shared/schema.js';
import {
  AgeField,
  BirthDateField,
  codedField,
  country,
  described,
  NameField,
  RelationField,
} from './described-field.schemas.js';
import { fieldScope, personFields } from './person.field.js';

export const PersonKind = choice('PersonKind', {
  PRIVATE: 'A private person.',
  OFFICER: 'Acts with public power, by order.',
  PUBLIC_OFFICIAL: 'Holds an office of which the public may know the holder.',
});
export const OfficerStatus = choice('OfficerStatus', {
  ON_LEAVE: 'On leave.',
  REINSTATED: 'Back on duty.',
  REASSIGNED: 'Given other duties.',
  TERMINATED: 'Dismissed.',
  RESIGNED: 'Resigned.',
});
export const PersonLinkKind = choice('PersonLinkKind', {
  SAME: 'Both records are of one person.',
  POSSIBLY_SAME: 'They may be of one person.',
  DIFFERENT: 'They are of two persons, however alike.',
});
export const RestrictionGround = choice('RestrictionGround', {
  MINOR: 'The person is a minor.',
  RESTRICTED: 'For the reason that the entry gives.',
  COURT_ORDER: 'A court ordered it.',
  SAFETY: 'It would put someone in danger.',
});
export const ErasureRequester = choice('ErasureRequester', {
  SUBJECT: 'The person.',
  RELATIVE: 'A relative.',
  REPRESENTATIVE: 'A lawyer or guardian.',
  AUTHORITY: 'A court or authority.',
  NEWSROOM: 'Those who keep the record.',
});
export const ErasureOutcome = choice('ErasureOutcome', {
  GRANTED: 'All that was asked for.',
  PARTLY_GRANTED: 'Some of it: the fields named.',
  REFUSED: 'None of it.',
});

const of = { aggregate: 'person' } as const;
const fact = { ...of, nature: 'FACT' } as const;
/**
 * Disclosing, restricting and asking for an erasure are daily editorial work, and can be taken back: EDITOR. Erasing
 * cannot be undone, so to grant it, to do it and to vouch that it was done takes an ADMIN.
 */
const decision = { ...of, nature: 'DECISION' } as const;
const irreversible = { ...decision, role: 'ADMIN' } as const;

export const PersonRegistered = event('PersonRegistered', {
  ...decision,
  creates: 'EITHER',
  mutation: 'registerPerson',
  description:
    'A person got a record: a new one, or (naming the record) a person is of another kind from then on. It holds no name.',
  data: object({
    kind: PersonKind,
    office: optional(text('Of a public official: the office. Public.', 200)),
    agency: optional(ref('agency', 'The agency that they serve or lead.')),
    term: optional(
      moment(
        'Of a public official: the term of office, an interval (2018-01-02/..). Their name is public where all that they are on record for may have been in it; without a term, throughout.',
      ),
    ),
  }),
});
export const PersonDescribed = event('PersonDescribed', {
  ...fact,
  mutation: 'describePerson',
  description: 'Something is known of a person. All of it is personal data, sealed to them.',
  data: object({
    name: optional(NameField),
    birthDate: optional(BirthDateField),
    age: optional(AgeField),
    gender: optional(codedField('gender', 'Gender', 'The gender.')),
    race: optional(codedField('race', 'Race', 'The race, as a source gives it.')),
    nationality: optional(country('nationality', 'The nationality.')),
    citizenship: optional(country('citizenship', 'A citizenship.')),
    immigrationStatus: optional(codedField('immigrationStatus', 'ImmigrationStatus', 'The immigration status.')),
    health: optional(described('health', 'What is known of their health.', 1_000)),
    relation: optional(RelationField),
    contact: optional(described('contact', 'How to reach them.', 500)),
    badge: optional(described('badge', 'Number of the badge.', 50)),
    plate: optional(described('plate', 'Number plate of a vehicle.', 50)),
    photo: optional(described('photo', 'Where a photograph is.', 2_000)),
    homeAddress: optional(described('homeAddress', 'The home address.', 500)),
  }),
});
export const OfficerStatusChanged = event('OfficerStatusChanged', {
  ...fact,
  mutation: 'recordOfficerStatus',
  description: "An officer's standing with their agency changed.",
  data: object({
    agency: ref('agency'),
    status: OfficerStatus,
    paid: optional(ThreeState),
    why: optional(text('The reason given.')),
  }),
});
export const PersonsLinked = event('PersonsLinked', {
  ...decision,
  mutation: 'linkPersons',
  description:
    'Whether two records are of one person. A later link to the same record takes the place of an earlier one.',
  data: object({ to: ref('person', 'The other record.'), link: PersonLinkKind }),
});
export const PersonsUnlinked = event('PersonsUnlinked', {
  ...decision,
  mutation: 'unlinkPersons',
  description: 'Nothing is said any more about whether two records are of one person.',
  data: object({ to: ref('person', 'The other record.') }),
});
export const DisclosureDecided = event('DisclosureDecided', {
  ...decision,
  mutation: 'decideDisclosure',
  description: 'The public may see these fields.',
  data: object({
    fields: personFields('The fields that are disclosed.'),
    basis: coded('DisclosureBasis'),
    legalBasis: optional(text('The legal basis.', 1_000)),
  }),
});
export const DisclosureRevoked = event('DisclosureRevoked', {
  ...decision,
  mutation: 'revokeDisclosure',
  description: 'A disclosure holds no more.',
  data: object({ decision: entryRef('The entry that decided the disclosure.') }),
});
export const PersonalDataRestricted = event('PersonalDataRestricted', {
  ...decision,
  mutation: 'restrictPersonalData',
  description: 'Fields are kept from the public, whatever was disclosed.',
  data: object({ ...fieldScope, ground: RestrictionGround }),
});
export const RestrictionLifted = event('RestrictionLifted', {
  ...decision,
  mutation: 'liftRestriction',
  description: 'A restriction holds no more.',
  data: object({ restriction: entryRef('The entry that set the restriction.') }),
});
export const ErasureRequested = event('ErasureRequested', {
  ...decision,
  mutation: 'requestErasure',
  description: 'Someone asked that personal data be erased.',
  data: object({ ...fieldScope, by: ErasureRequester }),
});
export const ErasureDecided = event('ErasureDecided', {
  ...irreversible,
  mutation: 'decideErasure',
  description: 'It was decided what becomes of a request to erase.',
  data: object({
    request: entryRef('The entry of the request.'),
    outcome: ErasureOutcome,
    fields: optional(personFields('With PARTLY_GRANTED: the fields that will be erased.')),
    legalBasis: optional(text('The legal basis.', 1_000)),
  }),
});
export const PersonalDataErased = event('PersonalDataErased', {
  ...irreversible,
  mutation: 'erasePersonalData',
  description:
    'Personal data is erased: every opening of this person with these fields, in whatever stream, in entries before this one.',
  data: object({ ...fieldScope, basis: coded('ErasureBasis') }),
});
export const ErasureVerified = event('ErasureVerified', {
  ...irreversible,
  mutation: 'verifyErasure',
  description: 'It was checked that what was erased is gone, from backups too.',
  data: object({
    erasure: entryRef('The entry of the erasure.'),
    how: optional(text('How it was checked.', 1_000)),
  }),
});

export const PERSON_EVENTS = [
  PersonRegistered,
  PersonDescribed,
  OfficerStatusChanged,
  PersonsLinked,
  PersonsUnlinked,
  DisclosureDecided,
  DisclosureRevoked,
  PersonalDataRestricted,
  RestrictionLifted,
  ErasureRequested,
  ErasureDecided,
  PersonalDataErased,
  ErasureVerified,
] as const;
