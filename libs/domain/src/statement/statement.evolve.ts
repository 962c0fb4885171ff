import type { Static } from '#typebox';
import type { Entry } from '../shared/entry.js';
import type { EntryOf } from '../shared/decider.js';
import type { Occurred } from '../shared/envelope.js';
import type { STATEMENT_EVENTS } from './statement.events.js';
import type { ClaimMade, Stance } from './statement.schemas.js';
import type { Claim, Statement } from './statement.state.js';

export type StatementEntry = {
  [D in (typeof STATEMENT_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof STATEMENT_EVENTS)[number]['type']];

/** Folds one entry in. Total: what does not fit is kept as well as can be. */
export function evolveStatement(state: Statement, recorded: Entry): Statement {
  const entry = recorded as unknown as StatementEntry;
  const at = { at: entry.occurred, entry: entry.id };
  switch (entry.type) {
    case 'StatementIssued':
      return issued(state, entry);
    case 'StatementRevised': {
      const { changed, summary, claims, dropped } = entry.data;
      return {
        ...state,
        ...(summary ? { summary: { value: summary, entry: entry.id } } : {}),
        claims: [...takenBack(state.claims, dropped ?? [], at), ...added(state.claims, claims, at)],
        revisions: [...state.revisions, { ...(changed ? { changed } : {}), ...at }],
      };
    }
    case 'StatementTakenBack': {
      const some = entry.data.claimIds;
      if (some) return { ...state, claims: takenBack(state.claims, some, at) };
      const all = state.claims.map((claim) => claim.claimId);
      return {
        ...state,
        status: 'TAKEN_BACK',
        statusEntry: entry.id,
        claims: takenBack(state.claims, all, at),
      };
    }
    case 'StatementLinked':
      return {
        ...state,
        incidents: withIncidents(state, entry.data.incidents, entry.id),
        // The decision to link came later; the stance was taken when the words were said.
        stances: withStances(state, entry.data.stances, { ...at, at: state.issued?.value ?? entry.occurred }),
      };
    case 'ClaimAssessed': {
      const { claimId, ...assessment } = entry.data;
      const attributed = entry.attribution ? { attribution: entry.attribution } : {};
      return {
        ...state,
        claims: state.claims.map((claim) =>
          claim.claimId === claimId
            ? { ...claim, assessments: [...claim.assessments, { ...assessment, ...at, ...attributed }] }
            : claim,
        ),
      };
    }
    default:
      return state;
  }
}

interface At {
  readonly at: Occurred;
  readonly entry: string;
}

function issued(state: Statement, { id, occurred, data }: Extract<StatementEntry, { type: 'StatementIssued' }>) {
  const at = { at: occurred, entry: id };
  const { issuer, medium, sworn, summary, quotes, incidents, stances, claims } = data;
  return {
    ...state,
    status: 'STANDING',
    statusEntry: id,
    issued: { value: occurred, entry: id },
    issuer: { value: issuer, entry: id },
    ...(medium ? { medium: { value: medium.code, entry: id } } : {}),
    ...(sworn ? { sworn: { value: sworn, entry: id } } : {}),
    ...(summary ? { summary: { value: summary, entry: id } } : {}),
    quotes: [...state.quotes, ...(quotes ?? []).map((quote) => ({ ...quote, entry: id }))],
    incidents: withIncidents(state, incidents ?? [], id),
    stances: withStances(state, stances, at),
    claims: [...state.claims, ...added(state.claims, claims, at)],
  } satisfies Statement;
}

function added(known: readonly Claim[], claims: readonly Static<typeof ClaimMade>[] = [], at: At): Claim[] {
  const seen = new Set(known.map((claim) => claim.claimId));
  const fresh: Claim[] = [];
  for (const { topic, ...claim } of claims) {
    // A claim is cited by its id: of two with the same the first keeps it, and the second is shown as a gap.
    if (seen.has(claim.claimId)) continue;
    seen.add(claim.claimId);
    fresh.push({ ...claim, topic: topic.code, ...at, assessments: [] });
  }
  return fresh;
}

const takenBack = (claims: readonly Claim[], claimIds: readonly string[], at: At): Claim[] =>
  claims.map((claim) => (claimIds.includes(claim.claimId) && !claim.takenBack ? { ...claim, takenBack: at } : claim));

const withIncidents = (state: Statement, incidents: readonly string[], entry: string) => [
  ...state.incidents,
  ...[...new Set(incidents)]
    .filter((incident) => !state.incidents.some((known) => known.value === incident))
    .map((value) => ({ value, entry })),
];

const withStances = (state: Statement, stances: readonly Static<typeof Stance>[] = [], at: At) => [
  ...state.stances,
  ...stances.map((stance) => ({ ...stance, ...at })),
];
