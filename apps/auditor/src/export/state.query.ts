/** What hides behind a mention, and so need not be asked for unless it is to be kept out. */
const partsOf = (withPersonal: boolean): string => `
fragment When on Occurred { text edtf zone until }
fragment Words on Narrative { text state ${withPersonal ? '' : 'mentions { value { __typename } }'} }
fragment Value on PersonalValue {
  __typename
  ${withPersonal ? '... on Disclosed { value code }' : ''}
  ... on Withheld { reason }
  ... on Erased { at basis entry }
}
fragment Who on Party { agency { id } person { id } described { ...Words } role count { ...Number } }
fragment Number on Count { value min max qualifier of }
fragment SaidBy on Attribution { kind statement { id } claim { claimId } }
fragment Kind on Coded { code label }
fragment Amount on Money { amount currency }
fragment Moved on Lag { hours minHours maxHours entries }
fragment Judged on Assessment { assessment assessedBy { ...Who } source { id } claim { claimId } finding at { ...When } entry }
fragment Access on EvidenceAccessInterval { agency { id } access since { ...When } until { ...When } entry }
fragment Part on Participation { agency { id } role since { ...When } ended { at { ...When } because } entry }
`;

const KINDS = `
fragment AnIncident on Incident {
  title { ...Words } narrative { ...Words } kinds { ...Kind } relevance occurred { ...When } attribution { ...SaidBy }
  count { ...Number } externalIds { scheme value }
  places {
    text { ...Words } locality region country zone lat lon precision home { id } exact { ...Value } entry
  }
  agencies { agencyId role entry }
  people { personId role minor agency { id } attribution { ...SaidBy } entry }
  force { type { ...Kind } manner by { ...Who } against { ...Who } count { ...Number } attribution { ...SaidBy } entry }
  injuries {
    injured { ...Who } severity hospitalised bodyPart { ...Words } detail { ...Words }
    personalBodyPart { ...Value } personalDetail { ...Value } attribution { ...SaidBy } entry
  }
  links { relation to { id } entry }
  mergedInto { id }
  duplicates { id }
  verification { level covers entry }
  investigations(include: [RETRACTED]) { id }
  cases(include: [RETRACTED]) { id }
  statements(include: [RETRACTED]) { id }
  investigationStatus { status basis }
  disputed { value basis }
  charges { side byStatus { status counts entries } }
  arrests { side held { of { ...Who } status entries } }
  accounts {
    topic { ...Kind } party { ...Who }
    claims { claimId act text { ...Words } disputed contradictedBy { ...Judged } corroboratedBy { ...Judged } entry }
  }
  lags {
    statement { ...Moved } investigation { ...Moved } officerNamed { ...Moved } footage { ...Moved }
    charges { ...Moved } chargesAgainstOfficer { ...Moved } closing { ...Moved }
  }
  prejudged { part statement { id } agency { id } investigation { id } lag { ...Moved } entries }
  stale overdue staleFrom overdueFrom
}
fragment AnInvestigation on Investigation {
  kind { ...Kind } status statusSince { ...When } incidents { id } of { ...Who } lead { id } outcome
  announcedAt { ...When } openedAt { ...When } closedAt { ...When } declinedBy { id } referredTo { id }
  participation { ...Part attribution { ...SaidBy } }
  evidenceAccess { ...Access attribution { ...SaidBy } }
  deadlines { deadlineId due { ...When } basis met moved passed entry }
  milestones { milestone { ...Kind } at { ...When } entry }
  findings { finding { ...Kind } stage at { ...When } entry }
}
fragment ACase on Case {
  title { ...Words } kind against jurisdiction court { ...Words } docket { ...Words } personalDocket { ...Value }
  opened { ...When } incidents { id }
  parties { as party { ...Who } entry }
  arrests { of { ...Who } arrest by { id } allegedConduct { ...Words } at { ...When } entry }
  custody { of { ...Who } custody by { id } where { ...Words } at { ...When } entry }
  charges {
    chargeId defendant { ...Who } victims { ...Who } statute description { ...Words } level counts status
    prosecutedBy { id }
    history { status at { ...When } by { ...Who } prejudice why { ...Words } entry }
    entry
  }
  declinations { agency { id } of { ...Who } why { ...Words } at { ...When } entry }
  proceedings { proceeding { ...Kind } chargeIds of { ...Who } by { ...Who } detail { ...Words } at { ...When } entry }
  sentences { of { ...Who } chargeIds sentence { ...Words } fine { ...Amount } at { ...When } entry }
  appeals { appealId by { ...Who } chargeIds against { ...Words } at { ...When } entry }
  suits { plaintiffs { ...Who } defendants { ...Who } claims { ...Words } demanded { ...Amount } at { ...When } entry }
  settlements { paidBy { ...Who } paidTo { ...Who } amount { ...Amount } faultAdmitted terms { ...Words } at { ...When } entry }
  judgments { outcome by { ...Who } amount { ...Amount } detail { ...Words } at { ...When } entry }
  discipline { of { ...Who } discipline { ...Kind } stage by { ...Who } detail { ...Words } at { ...When } entry }
}
fragment AStatement on Statement {
  status issued { ...When } medium { ...Kind } sworn summary { ...Words } incidents { id }
  issuer { person { id } onBehalfOf { id } office { ...Words } described { ...Words } }
  quotes { text { ...Words } }
  stances { on stance entry }
  claims {
    claimId topic { ...Kind } act text { ...Words } speaksOf about { ...Who } takenBackAt { ...When }
    assessments { ...Judged }
    entry
  }
}
fragment AnAgency on Agency {
  name aliases jurisdiction ori
  names { name { ...Words } since { ...When } entry }
  parents { agency { id } since { ...When } until { ...When } entry }
  succeededBy { id }
  mergedInto { id }
}
fragment APerson on Person {
  kind neutral office { ...Words } term { ...When } agency { id }
  described { field value { ...Value } attribution { ...SaidBy } at { ...When } entry }
  officerStatuses { agency { id } status paid why { ...Words } attribution { ...SaidBy } at { ...When } entry }
  links { to { id } link entry }
  disclosures { fields basis { ...Kind } at { ...When } entry }
  erasures { fields basis { ...Kind } at { ...When } entry verifiedBy }
}
fragment ASource on Source {
  kind tier title { ...Words } url publisher published { ...When } retrieved archiveUrl licence
  rechecks { result sha256 archiveUrl note { ...Words } at { ...When } entry }
}
`;

const OF_KIND: Readonly<Record<string, string>> = {
  incident: 'AnIncident on Incident',
  investigation: 'AnInvestigation on Investigation',
  case: 'ACase on Case',
  statement: 'AStatement on Statement',
  agency: 'AnAgency on Agency',
  person: 'APerson on Person',
  source: 'ASource on Source',
};
const COMMON = `revision firstIndex lastIndex lastMovementAt lastConfirmedAt
        tombstone { because explanation { ...Words } at entry duplicateOf }
        gaps { entry why }`;

/**
 * The state of a record of a kind at an index. It asks for what belongs to the record, and names other records by
 * their ids: each has a state of its own.
 */
export function stateQuery(kind: string, withPersonal: boolean): string {
  const [fragment, type] = OF_KIND[kind]!.split(' on ');
  const query = `query State($index: SafeInt!, $id: ID!) {
  record(asOf: { index: $index }) {
    node(id: $id) {
      __typename
      id
      ... on ${type} {
        ${COMMON}
        ...${fragment}
      }
    }
  }
}`;
  return [query, ...used(query, fragmentsOf(`${partsOf(withPersonal)}${KINDS}`))].join('\n');
}

const fragmentsOf = (text: string): Map<string, string> =>
  new Map(
    text
      .split(/^(?=fragment )/m)
      .filter((part) => part.startsWith('fragment '))
      .map((part) => [part.split(' ')[1]!, part.trimEnd()]),
  );

/** A document with a fragment that nothing uses is refused. */
function used(text: string, fragments: Map<string, string>): string[] {
  const found = new Set<string>();
  const look = (within: string): void => {
    for (const [, name] of within.matchAll(/\.\.\.(\w+)/g)) {
      const fragment = fragments.get(name!);
      if (!fragment || found.has(fragment)) continue;
      found.add(fragment);
      look(fragment);
    }
  };
  look(text);
  return [...found];
}
