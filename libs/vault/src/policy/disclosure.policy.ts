export type ViewerRole = 'VIEWER' | 'EDITOR' | 'AUDITOR' | 'ADMIN';
export type SubjectKind = 'PRIVATE' | 'OFFICER' | 'PUBLIC_OFFICIAL' | 'ACTOR' | 'SOURCE';
export type WithheldReason = 'ROLE' | 'MINOR' | 'RESTRICTED' | 'COURT_ORDER' | 'SAFETY';

export interface Disclosure {
  readonly fields: readonly string[];
  /** Why the fields may be public: OFFICIALLY_NAMED, CONSENT … */
  readonly basis: string;
}

export interface Restriction {
  readonly fields: readonly string[] | 'ALL';
  readonly reason: 'RESTRICTED' | 'COURT_ORDER' | 'SAFETY';
}

export interface DisclosureQuestion {
  /** None for the public. Of several roles the widest counts: roles are granted to add, and never take away. */
  readonly viewerRoles: ReadonlySet<ViewerRole>;
  /** The viewer is the actor whose data it is. */
  readonly viewerIsSubject?: boolean;
  readonly subjectKind: SubjectKind;
  readonly field: string;
  readonly minor: boolean;
  /** The value belongs to something that a public official did or said in office. */
  readonly actingInOffice: boolean;
  /** Standing decisions, revoked ones left out. */
  readonly disclosures: readonly Disclosure[];
  /** Standing restrictions, lifted ones left out. */
  readonly restrictions: readonly Restriction[];
  /** An export leaves the tracker for good; a confidential source, or who works with the tracker, never does. Default READ. */
  readonly purpose?: 'READ' | 'EXPORT';
}

export type DisclosureDecision = { readonly see: true } | { readonly see: false; readonly reason: WithheldReason };

const SEEN: DisclosureDecision = { see: true };
const withheld = (reason: WithheldReason): DisclosureDecision => ({ see: false, reason });
/** What an office makes public of its holder, for as long as they act in it. */
const OF_THE_OFFICE: ReadonlySet<string> = new Set(['name', 'office']);
/** The hardest reason is the one that is told. */
const BY_WEIGHT = ['COURT_ORDER', 'SAFETY', 'RESTRICTED'] as const;

/**
 * Who sees a sealed value. A restriction binds everyone but ADMIN, who has to be able to review it; the reason tells a
 * viewer what stands in the way even of a role that usually sees it.
 */
export function decideDisclosure(question: DisclosureQuestion): DisclosureDecision {
  const { viewerRoles: roles, subjectKind, minor, purpose } = question;
  if (purpose === 'EXPORT' && (subjectKind === 'SOURCE' || subjectKind === 'ACTOR')) return withheld('SAFETY');
  if (roles.has('ADMIN')) return SEEN;
  if (minor) return withheld('MINOR');
  const restriction = restrictionOf(question);
  if (restriction) return withheld(restriction);
  switch (subjectKind) {
    case 'ACTOR':
      return question.viewerIsSubject ? SEEN : withheld('ROLE');
    case 'SOURCE':
      return roles.has('EDITOR') ? SEEN : withheld('ROLE');
    case 'PUBLIC_OFFICIAL':
      return isOfTheOffice(question) ? SEEN : decideByRole(question);
    case 'PRIVATE':
    case 'OFFICER':
      return decideByRole(question);
  }
}

/** An auditor verifies commitments and opens nothing; one who is also a VIEWER sees what the public sees. */
function decideByRole({ viewerRoles: roles, field, disclosures }: DisclosureQuestion): DisclosureDecision {
  if (roles.has('EDITOR')) return SEEN;
  const likeThePublic = roles.size === 0 || roles.has('VIEWER');
  const disclosed = disclosures.some(({ fields }) => fields.includes(field));
  return likeThePublic && disclosed ? SEEN : withheld('ROLE');
}

function isOfTheOffice({ field, actingInOffice }: DisclosureQuestion): boolean {
  return actingInOffice && OF_THE_OFFICE.has(field);
}

function restrictionOf({ field, restrictions }: DisclosureQuestion): WithheldReason | undefined {
  const hit = restrictions.filter(({ fields }) => fields === 'ALL' || fields.includes(field));
  return BY_WEIGHT.find((reason) => hit.some((restriction) => restriction.reason === reason));
}
