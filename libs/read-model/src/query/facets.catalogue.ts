/**
 * What each kind of record can be filtered by. A facet holds any number of values; a value is a code, a record's id, or
 * two of them joined by a colon (`agency-us-doj-fbi:LEAD`, `OFFICER:PENDING`).
 */
export const FACETS = {
  incident: {
    kind: 'Kind of incident.',
    relevance: 'INCIDENT or CONTEXT.',
    country: 'ISO 3166-1 alpha-2.',
    region: 'ISO 3166-2.',
    locality: 'Town or city, as it is spelt in the record.',
    agency: 'An agency that the incident names, in whatever role.',
    agencyRole: '`agency:ROLE`.',
    verification: 'The latest level of verification.',
    personRole: 'SUBJECT, OFFICER, BYSTANDER …',
    force: 'Type of force.',
    injury: 'Severity of an injury.',
    externalId: '`scheme:value`.',
    status: 'The computed investigation status; NONE_KNOWN where there is no investigation.',
    investigationKind: 'Kind of an investigation.',
    investigatingAgency: 'An agency that takes or took part in an investigation.',
    investigatingAgencyRole: '`agency:ROLE`, of whoever takes or took part.',
    caseKind: 'Kind of a case.',
    arrests: 'Side of whoever was arrested: SUBJECT, OFFICER, THIRD_PARTY, AGENCY.',
    charges: '`SIDE:STATUS` of a charge as it stands.',
    chargedSide: 'Side of whoever was charged.',
    statementBy: 'On behalf of which agency a statement was made.',
    disputed: 'true where a claim about it is disputed.',
    contested: 'true where facts that exclude each other stand side by side.',
    prejudged: 'true where it was declared justified before a finding.',
    mergedInto: 'The incident that it was merged into.',
  },
  investigation: {
    kind: 'Kind of investigation.',
    status: 'Its status.',
    agency: 'An agency that takes or took part.',
    agencyRole: '`agency:ROLE`.',
    lead: 'The agency that leads now.',
    access: 'Evidence access as it stands, `agency:ACCESS`.',
    finding: 'A finding.',
    outcome: 'How it was closed.',
  },
  case: {
    kind: 'Kind of case.',
    against: 'SUBJECT, OFFICER, THIRD_PARTY, AGENCY.',
    jurisdiction: 'FEDERAL, STATE …',
    charge: 'Status of a charge as it stands.',
  },
  statement: {
    onBehalfOf: 'The agency that it was made for.',
    topic: 'Topic of a claim.',
    act: 'ASSERTS, DENIES …',
    stance: 'JUSTIFIES, CONDEMNS, NEUTRAL.',
    disputed: 'true where a claim of it is disputed.',
    takenBack: 'true where its issuer took it back.',
  },
  agency: {
    jurisdiction: 'FEDERAL, STATE …',
    parent: 'The agency above it.',
    mergedInto: 'The agency that it was merged into.',
  },
  person: {
    kind: 'PRIVATE, OFFICER, PUBLIC_OFFICIAL.',
  },
  source: {
    kind: 'WEB, DOCUMENT, FOOTAGE …',
    tier: 'PRIMARY, INVESTIGATIVE, SECONDARY, SOCIAL.',
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
