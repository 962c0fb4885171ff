/**
 * What each kind of record can be filtered by. A facet holds any number of values; a value is a code, a record's id, or
 * two of them joined by a colon (`agency-us-doj-fbi:LEAD`, `OFFICER:PENDING`).
 */
export const FACETS = {
  incident: {
    kind: 'Kind of incident, a code of the vocabulary IncidentKind: `SHOOTING`.',
    relevance: 'Whether it is counted (INCIDENT) or is context (CONTEXT).',
    country: 'Country where it happened, ISO 3166-1 alpha-2: `US`.',
    region: 'State or province where it happened, ISO 3166-2: `US-MN`.',
    locality: 'Town or city: `Minneapolis`. Case, accents and space do not matter.',
    agency: 'An agency that the incident names, in whatever role, or one merged into it: `agency-us-dhs-ice`.',
    agencyRole: 'An agency in its role in the incident, `agency:ROLE`: `agency-us-dhs-ice:INVOLVED`.',
    verification:
      'The level at which one of its facts is verified, by the last verification that covers it; and the one judged last.',
    personRole: 'Role in which a person was involved: SUBJECT, OFFICER, BYSTANDER …',
    force: 'Type of force, a code of the vocabulary ForceType: `FIREARM`.',
    injury: 'Severity of an injury.',
    externalId: 'Its id in another tracker or file, `scheme:value`: `a-tracker:17`.',
    status: 'The computed investigation status; NONE_KNOWN where there is no investigation.',
    investigationKind: 'Kind of an investigation into it, a code of the vocabulary InvestigationKind: `CRIMINAL`.',
    investigatingAgency: 'An agency that takes or took part in an investigation into it: `agency-us-doj-fbi`.',
    investigatingAgencyRole:
      'An agency that takes or took part in one, in its role, `agency:ROLE`: `agency-us-doj-fbi:LEAD`.',
    caseKind: 'Kind of a case that followed.',
    arrests: 'Side of whoever was arrested: SUBJECT, OFFICER, THIRD_PARTY, AGENCY.',
    charges: 'Side that a charge is against and how it stands, `SIDE:STATUS`: `OFFICER:PENDING`.',
    chargedSide: 'Side of whoever was charged.',
    statementBy: 'On behalf of which agency a statement about it was made: `agency-us-dhs`.',
    disputed: 'true where a claim about it is disputed.',
    contested: 'true where facts that exclude each other stand side by side.',
    prejudged: 'true where it was declared justified before a finding.',
    mergedInto: 'The incident that it was merged into.',
  },
  investigation: {
    kind: 'Kind of investigation, a code of the vocabulary InvestigationKind: `CRIMINAL`.',
    status: 'Where it stands.',
    agency: 'An agency that takes or took part: `agency-us-doj-fbi`.',
    agencyRole: 'An agency that takes or took part, in its role, `agency:ROLE`: `agency-us-doj-fbi:LEAD`.',
    lead: 'The agency that leads now: `agency-us-doj-fbi`.',
    access: 'Evidence access of an agency as it stands, `agency:ACCESS`: `agency-us-mn-bca:REVOKED`.',
    finding: 'What it found, a code of the vocabulary Finding: `SUSTAINED`.',
    outcome: 'How it was closed.',
  },
  case: {
    kind: 'Kind of case.',
    against: 'Side that it is against: SUBJECT, OFFICER, THIRD_PARTY, AGENCY.',
    jurisdiction: 'Under whose law: FEDERAL, STATE …',
    charge: 'Status of a charge as it stands.',
  },
  statement: {
    onBehalfOf: 'The agency that it was made for: `agency-us-dhs`.',
    topic: 'What a claim is about, a code of the vocabulary ClaimTopic: `WEAPON`.',
    act: 'What a claim does: ASSERTS, DENIES …',
    stance: 'How it judges what happened: JUSTIFIES, CONDEMNS, NEUTRAL.',
    disputed: 'true where a claim of it is disputed.',
    takenBack: 'true where its issuer took it back.',
  },
  agency: {
    jurisdiction: 'Level of government: FEDERAL, STATE …',
    parent: 'The agency above it: `agency-us-dhs`.',
    mergedInto: 'The agency that it was merged into.',
  },
  person: {
    kind: 'Who it is in public: PRIVATE, OFFICER, PUBLIC_OFFICIAL.',
  },
  source: {
    kind: 'What it is: WEB, DOCUMENT, FOOTAGE …',
    tier: 'How near it is to the events: PRIMARY, INVESTIGATIVE, SECONDARY, SOCIAL.',
    state: 'What the latest recheck found.',
    sha256: 'SHA-256 of the bytes that were captured, hexadecimal.',
    address: 'A digest of where it is.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Facets by which only we look things up. An address is a text, which can be withheld, in views of the past too; rows
 * of the past keep their tags, so a filter by it would still find what was withheld.
 */
export const INTERNAL_FACETS: { readonly [Kind in keyof typeof FACETS]?: readonly string[] } = { source: ['address'] };

/**
 * Records by which others can be found, either way: their values are ids. Unlike the facets these have nearly as many
 * values as there are records, so the links between records answer them and not the index of facets.
 */
export const LINK_FACETS = {
  incident: ['person', 'source', 'incident', 'investigation', 'case', 'statement'],
  investigation: ['incident', 'person', 'source'],
  case: ['incident', 'person', 'agency', 'source'],
  statement: ['incident', 'person', 'agency', 'source'],
  agency: ['incident', 'investigation', 'case', 'statement'],
  person: ['incident', 'investigation', 'case', 'statement', 'source'],
  source: ['incident', 'investigation', 'case', 'statement', 'person'],
} as const satisfies Readonly<Record<keyof typeof FACETS, readonly string[]>>;

export type ListedKind = keyof typeof FACETS;
export type FacetName<Kind extends ListedKind = ListedKind> = Kind extends ListedKind
  ? keyof (typeof FACETS)[Kind] & string
  : never;
export type LinkFacetName<Kind extends ListedKind = ListedKind> = Kind extends ListedKind
  ? (typeof LINK_FACETS)[Kind][number]
  : never;
