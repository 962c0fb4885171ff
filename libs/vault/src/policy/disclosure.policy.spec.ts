import { decideDisclosure, type DisclosureQuestion, type SubjectKind, type ViewerRole } from './disclosure.policy.js';

const VIEWERS: Readonly<Record<string, readonly ViewerRole[]>> = {
  public: [],
  VIEWER: ['VIEWER'],
  EDITOR: ['EDITOR'],
  AUDITOR: ['AUDITOR'],
  ADMIN: ['ADMIN'],
};

function decide(viewer: readonly ViewerRole[], parts: Partial<DisclosureQuestion>): string {
  const decision = decideDisclosure({
    viewerRoles: new Set(viewer),
    subjectKind: 'PRIVATE',
    field: 'name',
    minor: false,
    actingInOffice: false,
    disclosures: [],
    restrictions: [],
    ...parts,
  });
  return decision.see ? 'sees' : decision.reason;
}

const disclosed = (...fields: string[]) => [{ fields, basis: 'OFFICIALLY_NAMED' }];

/** What is asked about, then what the public, VIEWER, EDITOR, AUDITOR and ADMIN get. */
type Line = [what: string, parts: Partial<DisclosureQuestion>, ...answers: string[]];

const official = { subjectKind: 'PUBLIC_OFFICIAL', actingInOffice: true } as const;

const ofPeople = (['PRIVATE', 'OFFICER', 'PUBLIC_OFFICIAL'] as SubjectKind[]).flatMap((subjectKind): Line[] => [
  [`${subjectKind}: name`, { subjectKind }, 'ROLE', 'ROLE', 'sees', 'ROLE', 'sees'],
  [
    `${subjectKind}: name, disclosed`,
    { subjectKind, disclosures: disclosed('name') },
    'sees',
    'sees',
    'sees',
    'ROLE',
    'sees',
  ],
  [`${subjectKind}: age`, { subjectKind, field: 'age' }, 'ROLE', 'ROLE', 'sees', 'ROLE', 'sees'],
  [
    `${subjectKind}: age, name disclosed`,
    { subjectKind, field: 'age', disclosures: disclosed('name') },
    'ROLE',
    'ROLE',
    'sees',
    'ROLE',
    'sees',
  ],
  [
    `${subjectKind}: age, disclosed`,
    { subjectKind, field: 'age', disclosures: disclosed('age') },
    'sees',
    'sees',
    'sees',
    'ROLE',
    'sees',
  ],
]);

const TABLE: readonly Line[] = [
  ['an official acting in office: name', official, 'sees', 'sees', 'sees', 'sees', 'sees'],
  ['an official acting in office: office', { ...official, field: 'office' }, 'sees', 'sees', 'sees', 'sees', 'sees'],
  ['an official acting in office: age', { ...official, field: 'age' }, 'ROLE', 'ROLE', 'sees', 'ROLE', 'sees'],
  ...ofPeople,
  ['a minor: name', { minor: true }, 'MINOR', 'MINOR', 'MINOR', 'MINOR', 'sees'],
  [
    'a minor: name, disclosed',
    { minor: true, disclosures: disclosed('name') },
    'MINOR',
    'MINOR',
    'MINOR',
    'MINOR',
    'sees',
  ],
  ['an actor: name', { subjectKind: 'ACTOR' }, 'ROLE', 'ROLE', 'ROLE', 'ROLE', 'sees'],
  [
    'an actor: name, disclosed',
    { subjectKind: 'ACTOR', disclosures: disclosed('name') },
    'ROLE',
    'ROLE',
    'ROLE',
    'ROLE',
    'sees',
  ],
  ['oneself', { subjectKind: 'ACTOR', viewerIsSubject: true }, 'sees', 'sees', 'sees', 'sees', 'sees'],
  [
    'a confidential source: identity',
    { subjectKind: 'SOURCE', field: 'identity' },
    'ROLE',
    'ROLE',
    'sees',
    'ROLE',
    'sees',
  ],
  [
    'a confidential source: identity, disclosed',
    { subjectKind: 'SOURCE', field: 'identity', disclosures: disclosed('identity') },
    'ROLE',
    'ROLE',
    'sees',
    'ROLE',
    'sees',
  ],
  [
    'a confidential source: export',
    { subjectKind: 'SOURCE', field: 'identity', purpose: 'EXPORT' },
    'SAFETY',
    'SAFETY',
    'SAFETY',
    'SAFETY',
    'SAFETY',
  ],
  ...(['RESTRICTED', 'COURT_ORDER', 'SAFETY'] as const).flatMap((reason): Line[] => [
    [
      `everything withheld: ${reason}`,
      { disclosures: disclosed('name'), restrictions: [{ fields: 'ALL', reason }] },
      reason,
      reason,
      reason,
      reason,
      'sees',
    ],
    [
      `the name withheld: ${reason}`,
      { ...official, restrictions: [{ fields: ['name'], reason }] },
      reason,
      reason,
      reason,
      reason,
      'sees',
    ],
    [
      `another field withheld: ${reason}`,
      { ...official, restrictions: [{ fields: ['age'], reason }] },
      'sees',
      'sees',
      'sees',
      'sees',
      'sees',
    ],
  ]),
];

describe('who sees a sealed value', () => {
  it.each(TABLE)('%s', (_, parts, ...answers) => {
    expect(Object.values(VIEWERS).map((roles) => decide(roles, parts))).toEqual(answers);
  });

  it('is told the hardest of several reasons', () => {
    const restrictions = (['RESTRICTED', 'SAFETY', 'COURT_ORDER'] as const).map((reason) => ({
      fields: 'ALL' as const,
      reason,
    }));
    expect(decide([], { restrictions })).toBe('COURT_ORDER');
    expect(decide([], { restrictions: restrictions.slice(0, 2) })).toBe('SAFETY');
  });

  it('is whoever one of several roles lets see', () => {
    expect(decide(['AUDITOR', 'VIEWER'], { disclosures: disclosed('name') })).toBe('sees');
    expect(decide(['AUDITOR', 'VIEWER'], {})).toBe('ROLE');
    expect(decide(['AUDITOR', 'EDITOR'], {})).toBe('sees');
    expect(decide(['AUDITOR', 'ADMIN'], { minor: true })).toBe('sees');
  });
});
