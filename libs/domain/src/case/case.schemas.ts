import type { Static } from '#typebox';
import { Incidents, Party } from '../shared/common.schemas.js';
import { sealedIf } from '../shared/marks.js';
import { choice, localId, list, object, optional, ref, secret, some, text, token, whole } from '../shared/schema.js';

export const CaseKind = choice('CaseKind', {
  CRIMINAL: 'Criminal.',
  CIVIL: 'Civil.',
  DISCIPLINARY: 'Disciplinary.',
  IMMIGRATION: 'Immigration.',
  HABEAS: 'Habeas corpus.',
  UNKNOWN: 'Not known.',
});
export type CaseKind = Static<typeof CaseKind>;

export const Side = choice('Side', {
  SUBJECT: 'Against someone on whom power was used.',
  OFFICER: 'Against someone who used public power.',
  THIRD_PARTY: 'Against someone else.',
  AGENCY: 'Against an agency or a government.',
});
export type Side = Static<typeof Side>;

export const Jurisdiction = choice('Jurisdiction', {
  FEDERAL: 'Federal.',
  STATE: 'State.',
  COUNTY: 'County.',
  MUNICIPAL: 'Municipal.',
  TRIBAL: 'Tribal.',
  FOREIGN: 'Of another country.',
  UNKNOWN: 'Not known.',
});
export type Jurisdiction = Static<typeof Jurisdiction>;

export const ArrestKind = choice('ArrestKind', {
  DETAINED_NOT_PROCESSED: 'Held and let go without being processed.',
  DETAINED: 'Detained.',
  ARRESTED: 'Arrested.',
  ARRESTED_RELEASED: 'Arrested and released.',
});
export type ArrestKind = Static<typeof ArrestKind>;

export const Custody = choice('Custody', {
  IN_CUSTODY: 'In custody.',
  HOSPITALISED: 'In hospital, under guard.',
  RELEASED: 'Released.',
  BAILED: 'Released on bail.',
  TRANSFERRED: 'Moved to another place or authority.',
  DEPORTED: 'Deported.',
  UNKNOWN: 'Not known.',
});
export type Custody = Static<typeof Custody>;

export const ChargeLevel = choice('ChargeLevel', {
  FELONY: 'Felony.',
  GROSS_MISDEMEANOR: 'Gross misdemeanour.',
  MISDEMEANOR: 'Misdemeanour.',
  PETTY_MISDEMEANOR: 'Petty misdemeanour.',
  INFRACTION: 'Infraction.',
  UNKNOWN: 'Not known.',
});

export const ChargeStatus = choice('ChargeStatus', {
  PENDING: 'Pending.',
  AMENDED: 'Amended, and pending.',
  REDUCED: 'Reduced to a lesser one, and pending.',
  DISMISSAL_SOUGHT: 'The prosecution asked for its dismissal.',
  DROPPED: 'Dropped by the prosecution.',
  DISMISSED: 'Dismissed by a court.',
  REINSTATED: 'Brought back.',
  PLEADED: 'A plea was entered.',
  CONVICTED: 'Convicted.',
  ACQUITTED: 'Acquitted.',
  MISTRIAL: 'The trial ended without a verdict.',
  DIVERTED: 'Diverted: ended on conditions.',
  ON_APPEAL: 'Under appeal.',
  OVERTURNED: 'The conviction was overturned.',
  SEALED: 'The record of it was sealed.',
});
export type ChargeStatus = Static<typeof ChargeStatus>;

export const Prejudice = choice('Prejudice', {
  WITH: 'It cannot be brought again.',
  WITHOUT: 'It may be brought again.',
  UNKNOWN: 'Not known.',
});

/** Of a private person it is personal data: it leads straight to the name. */
export const Docket = object(
  {
    number: secret(sealedIf('docket', '1/person'), 'The number under which the court keeps it.', 100),
    person: optional(ref('person', 'The private person whom it would identify: then the number is sealed.')),
  },
  { name: 'Docket', description: 'Docket number; sealed where it would identify a private person.' },
);

export const CaseParty = object(
  {
    party: Party,
    as: choice('CaseRole', {
      PROSECUTION: 'Prosecutes.',
      DEFENDANT: 'Is charged or sued.',
      PLAINTIFF: 'Sues.',
      PETITIONER: 'Asks the court for an order.',
      RESPONDENT: 'Answers a petition or a disciplinary charge.',
      OTHER: 'Takes part otherwise.',
    }),
  },
  { name: 'CaseParty', description: 'A party of the case, and its part in it.' },
);

/** What no one may guess later. An event that begins a case must say it; on a case that is on record it is left out. */
export const CaseBeginning = object(
  { kind: CaseKind, against: Side, incidents: Incidents, jurisdiction: optional(Jurisdiction) },
  {
    name: 'CaseBeginning',
    description: 'What case this begins. Required unless the command names a case that is on record.',
  },
);

export const ChargeFiling = object(
  {
    chargeId: localId('Chosen by the caller, unique within the case.'),
    defendant: Party,
    victims: optional(list(Party, { description: 'Against whom it is said to have been done.' })),
    statute: optional(token('The statute, as cited: "18 U.S.C. 111(a)".')),
    description: optional(text('What is charged, in words.', 1_000)),
    level: ChargeLevel,
    counts: whole('Number of counts.', { min: 1, max: 10_000 }),
  },
  { name: 'ChargeFiling', description: 'One charge against one defendant; it has a status of its own.' },
);

export const ChargeIds = some(localId('A charge of the case.'), 'Charges of the case.');
