import { event } from '../shared/declaration.js';
import { choice, list, object, optional, ref, text, token } from '../shared/schema.js';

export const AgencyJurisdiction = choice('AgencyJurisdiction', {
  FEDERAL: 'Federal.',
  STATE: 'Of a state.',
  COUNTY: 'Of a county.',
  MUNICIPAL: 'Of a city or town.',
  TRIBAL: 'Tribal.',
  PRIVATE: 'Private.',
  FOREIGN: 'Of another country.',
});

const of = { aggregate: 'agency' } as const;
const fact = { ...of, nature: 'FACT' } as const;
const name = text('The name.', 200);

export const AgencyRegistered = event('AgencyRegistered', {
  ...of,
  nature: 'REGISTRATION',
  creates: 'ALWAYS',
  mutation: 'registerAgency',
  description: 'An agency got a record. The caller names it (agency-us-dhs-ice), since agencies are unique by slug.',
  data: object({
    name,
    jurisdiction: AgencyJurisdiction,
    ori: optional(
      token('ORI code, as the FBI assigns it.', {
        pattern: '^[A-Z]{2}[A-Z0-9]{5,7}$',
        form: 'an ORI code: two letters, then five to seven letters and digits',
      }),
    ),
    parent: optional(ref('agency', 'The agency that it is part of.')),
    aliases: optional(list(object({ name }), { min: 1, max: 50, description: 'Other names.' })),
  }),
});
export const AgencyAliasAdded = event('AgencyAliasAdded', {
  ...fact,
  mutation: 'addAgencyAlias',
  description: 'The agency goes by another name too.',
  data: object({ name }),
});
export const AgencyRenamed = event('AgencyRenamed', {
  ...fact,
  mutation: 'renameAgency',
  description: 'The agency got another name; it keeps its id.',
  data: object({ name }),
});
export const AgencyParentChanged = event('AgencyParentChanged', {
  ...fact,
  mutation: 'changeAgencyParent',
  description: 'The agency came under another one, or under none.',
  data: object({ parent: optional(ref('agency', 'The agency that it is now part of; left out, it is part of none.')) }),
});
export const AgencySucceeded = event('AgencySucceeded', {
  ...fact,
  mutation: 'recordAgencySucceeded',
  description: 'Another agency took its place.',
  data: object({ by: ref('agency', 'The successor.') }),
});
export const AgencyMerged = event('AgencyMerged', {
  ...fact,
  mutation: 'mergeAgency',
  description: 'The agency became part of another, and is none of its own any more.',
  data: object({ into: ref('agency', 'The agency that it became part of.') }),
});

export const AGENCY_EVENTS = [
  AgencyRegistered,
  AgencyAliasAdded,
  AgencyRenamed,
  AgencyParentChanged,
  AgencySucceeded,
  AgencyMerged,
] as const;
