import { ACTOR, draft, type Draft } from '#domain/testing';
import { caseDecider } from '../../case/case.decider.js';
import { incidentDecider } from '../../incident/incident.decider.js';
import { IncidentReported } from '../../incident/incident.events.js';
import { investigationDecider } from '../../investigation/investigation.decider.js';
import { InvestigationOpened } from '../../investigation/investigation.events.js';
import { foldRecord } from '../../record/record.fold.js';
import type { Decider } from '../../shared/decider.js';
import type { DataOf } from '../../shared/declaration.js';
import type { StoredEvent } from '../../shared/envelope.js';
import { statementDecider } from '../../statement/statement.decider.js';
import { StatementIssued } from '../../statement/statement.events.js';
import type { AccountabilityInput } from '../accountability.input.js';

/** For the specifications of what is computed: records with readable entry ids, recorded one second after another. */

const id = (aggregate: string, n: number) => `${aggregate}-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const INCIDENT = id('incident', 1);
export const INVESTIGATIONS = [id('investigation', 1), id('investigation', 2), id('investigation', 3)] as const;
export const CASES = [id('case', 1), id('case', 2)] as const;
export const STATEMENTS = [id('statement', 1), id('statement', 2), id('statement', 3)] as const;
export const dhs = 'agency-us-dhs';
export const ice = 'agency-us-dhs-ice';
export const fbi = 'agency-us-doj-fbi';
export const bca = 'agency-us-mn-bca';
export const man = { person: id('person', 1) };

/** Drafts of each record, in the order of its stream. */
export interface Drafts {
  readonly incident?: readonly Draft[];
  readonly investigations?: readonly (readonly Draft[])[];
  readonly cases?: readonly (readonly Draft[])[];
  readonly statements?: readonly (readonly Draft[])[];
}

/** The id of an entry: `entryOf('investigation', 0, 1)` is the second entry of the first investigation. */
export const entryOf = (kind: keyof typeof PLACES, record: number, n: number): string =>
  `00000000-0000-5000-8${PLACES[kind]}${record}0-${String(n).padStart(12, '0')}`;

const PLACES = { incident: 0, investigation: 1, case: 2, statement: 3 } as const;

/** When everything was recorded: entry n of a record n seconds after this. */
export const RECORDED = Date.UTC(2026, 10, 24);

export function file({ incident, investigations, cases, statements }: Drafts): AccountabilityInput {
  return {
    incident: fold(incidentDecider, INCIDENT, incident ?? [reported()], (n) => entryOf('incident', 0, n)),
    investigations: (investigations ?? []).map((drafts, r) =>
      fold(investigationDecider, INVESTIGATIONS[r]!, drafts, (n) => entryOf('investigation', r, n)),
    ),
    cases: (cases ?? []).map((drafts, r) => fold(caseDecider, CASES[r]!, drafts, (n) => entryOf('case', r, n))),
    statements: (statements ?? []).map((drafts, r) =>
      fold(statementDecider, STATEMENTS[r]!, drafts, (n) => entryOf('statement', r, n)),
    ),
    parentsOf: (agency) => (agency === ice ? [dhs] : []),
  };
}

function fold<State>(decider: Decider<State>, stream: string, drafts: readonly Draft[], entry: (n: number) => string) {
  const events = drafts.map((given, n): StoredEvent => ({
    id: given.id ?? entry(n),
    stream,
    revision: n,
    type: given.declaration.type,
    schema: given.declaration.schema,
    recordedAt: new Date(RECORDED + n * 1000).toISOString(),
    occurred: given.occurred,
    attribution: given.attribution,
    sources: given.sources,
    reason: given.reason,
    actor: ACTOR,
    correlationId: entry(n),
    causationId: entry(n),
    data: given.data,
  }));
  return foldRecord(decider, stream, events);
}

/** A shooting by ICE, on 14 January 2026 at 18:50 unless said otherwise. */
export const reported = (data: Partial<DataOf<typeof IncidentReported>> = {}, on = '2026-01-14T18:50') =>
  draft(
    IncidentReported,
    {
      kinds: [{ code: 'SHOOTING' }],
      relevance: 'INCIDENT',
      title: 'A shooting',
      agencies: [{ agency: ice, role: 'INVOLVED' }],
      ...data,
    },
    { on },
  );

export const investigationOpened = (lead = fbi, on = '2026-01-15') =>
  draft(InvestigationOpened, { incidents: [INCIDENT], kind: { code: 'CRIMINAL' }, lead }, { on });

export const said = (data: Partial<DataOf<typeof StatementIssued>> = {}, on = '2026-01-14T22:50') =>
  draft(StatementIssued, { issuer: { onBehalfOf: dhs }, summary: 'A word', incidents: [INCIDENT], ...data }, { on });
