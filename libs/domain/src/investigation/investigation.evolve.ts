import type { Entry } from '../shared/entry.js';
import type { EntryOf } from '../shared/decider.js';
import type { INVESTIGATION_EVENTS } from './investigation.events.js';
import {
  activePart,
  currentLead,
  type Investigation,
  type InvestigationStatus,
  type Participation,
} from './investigation.state.js';

type InvestigationEntry = {
  [D in (typeof INVESTIGATION_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof INVESTIGATION_EVENTS)[number]['type']];

/** Folds one entry in. Total: what does not fit is kept as well as can be. */
export function evolveInvestigation(state: Investigation, recorded: Entry): Investigation {
  const entry = recorded as unknown as InvestigationEntry;
  const at = { entry: entry.id, at: entry.occurred };
  const said = { ...at, ...attributed(entry) };
  switch (entry.type) {
    case 'InvestigationAnnounced':
      return { ...begun(state, entry), ...moved(state, entry, 'ANNOUNCED'), announcedAt: entry.occurred };
    case 'InvestigationOpened':
      return {
        ...begun(state, entry),
        ...moved(state, entry, 'OPEN'),
        openedAt: { value: entry.occurred, entry: entry.id },
      };
    case 'InvestigationDeclined':
      return {
        ...state,
        ...moved(state, entry, 'DECLINED'),
        kind: { value: entry.data.kind?.code, entry: entry.id },
        declinedBy: { value: entry.data.agency, entry: entry.id },
        incidents: withIncidents(state, entry.data.incidents, entry.id),
      };
    case 'IncidentAddedToInvestigation':
      return { ...state, incidents: withIncidents(state, [entry.data.incident], entry.id) };
    case 'AgencyJoinedInvestigation':
      return { ...state, participation: [...state.participation, part(entry, entry.data.agency, entry.data.as)] };
    case 'AgencyParticipationChanged':
      return {
        ...state,
        participation: [
          ...ending(state, entry.data.agency, { ...at, because: 'CHANGED_ROLE' }),
          part(entry, entry.data.agency, entry.data.as),
        ],
      };
    case 'AgencyLeftInvestigation':
      return {
        ...state,
        participation: ending(state, entry.data.agency, {
          ...at,
          because: entry.data.because,
          ...given({ decidedBy: entry.data.decidedBy }),
        }),
      };
    case 'EvidenceAccessChanged':
      return {
        ...state,
        evidenceAccess: [
          ...state.evidenceAccess,
          {
            agency: entry.data.agency,
            access: entry.data.access,
            since: entry.occurred,
            entry: entry.id,
            ...given({ to: entry.data.to, decidedBy: entry.data.decidedBy }),
            ...attributed(entry),
          },
        ],
      };
    case 'InvestigationTransferred': {
      // Whoever led until now ceases to: the record says who leads, even where `from` was not known to.
      const previous = currentLead(state)?.agency ?? entry.data.from;
      const left = { ...state, participation: ending(state, previous, { ...at, because: 'HANDED_OVER' }) };
      return { ...state, participation: leading(left, entry, entry.data.to) };
    }
    case 'InvestigationReferred':
      return {
        ...state,
        ...moved(state, entry, 'REFERRED'),
        referredTo: { value: entry.data.to, entry: entry.id },
        referral: { ...entry.data, ...said },
      };
    case 'InvestigationMilestoneRecorded':
      return {
        ...state,
        milestones: [...state.milestones, { ...entry.data, milestone: entry.data.milestone.code, ...said }],
      };
    case 'DeadlineSet': {
      const { deadlineId } = entry.data;
      // A deadline keeps its course under its id: of two with the same the first stays, the second is a gap.
      if (state.deadlines.some((known) => known.deadlineId === deadlineId)) return state;
      return { ...state, deadlines: [...state.deadlines, { ...entry.data, entry: entry.id, moved: [] }] };
    }
    case 'DeadlineMoved':
      return withDeadline(state, entry.data.deadlineId, (deadline) => ({
        ...deadline,
        due: entry.data.due,
        moved: [...deadline.moved, entry.id],
      }));
    case 'DeadlineMet':
      return withDeadline(state, entry.data.deadlineId, (deadline) => ({ ...deadline, met: entry.id }));
    case 'InvestigationSuspended':
      return { ...state, ...moved(state, entry, 'SUSPENDED') };
    case 'InvestigationResumed':
      return { ...state, ...moved(state, entry, 'OPEN') };
    case 'InvestigationReopened': {
      const { closed: _ended, ...open } = state;
      return { ...open, ...moved(state, entry, 'OPEN') };
    }
    case 'FindingIssued': {
      const { finding, about = [], ...found } = entry.data;
      return { ...state, findings: [...state.findings, { ...found, finding: finding.code, about, ...said }] };
    }
    case 'InvestigationClosed':
      return { ...state, ...moved(state, entry, 'CLOSED'), closed: { ...entry.data, ...at } };
    default:
      return state;
  }
}

type Begun = Extract<InvestigationEntry, { type: 'InvestigationAnnounced' | 'InvestigationOpened' }>;

function begun(state: Investigation, entry: Begun): Investigation {
  const { kind, of, incidents, lead, scope, legalBasis } = entry.data;
  const led = lead !== undefined && activePart(state, lead)?.role !== 'LEAD';
  return {
    ...state,
    kind: { value: kind.code, entry: entry.id },
    of: of ?? state.of,
    ...(scope === undefined ? {} : { scope: { value: scope, entry: entry.id } }),
    ...(legalBasis === undefined ? {} : { legalBasis: { value: legalBasis, entry: entry.id } }),
    incidents: withIncidents(state, incidents, entry.id),
    participation: led ? leading(state, entry, lead) : state.participation,
  };
}

/** The agency comes to lead; a part that it took until then ends. */
const leading = (state: Investigation, entry: InvestigationEntry, agency: string): Participation[] => [
  ...ending(state, agency, { at: entry.occurred, entry: entry.id, because: 'CHANGED_ROLE' }),
  part(entry, agency, 'LEAD'),
];

const moved = ({ statuses }: Investigation, entry: InvestigationEntry, status: InvestigationStatus) => {
  const why = 'why' in entry.data ? entry.data.why : undefined;
  const change = { status, at: entry.occurred, entry: entry.id, ...given({ why }), ...attributed(entry) };
  return { status, statusEntry: entry.id, statusSince: entry.occurred, statuses: [...statuses, change] };
};

const attributed = ({ attribution }: InvestigationEntry) => given({ attribution });

/** What was not said is no key: states are compared, and kept as JSON. */
const given = <T extends object>(said: T): Partial<T> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<T>;

const withIncidents = (state: Investigation, incidents: readonly string[], entry: string) => [
  ...state.incidents,
  ...incidents
    .filter((incident) => !state.incidents.some((known) => known.value === incident))
    .map((value) => ({ value, entry })),
];

const part = (entry: InvestigationEntry, agency: string, role: Participation['role']): Participation => ({
  agency,
  role,
  since: entry.occurred,
  entry: entry.id,
  ...('decidedBy' in entry.data && entry.data.decidedBy ? { decidedBy: entry.data.decidedBy } : {}),
  ...attributed(entry),
});

const ending = (state: Investigation, agency: string, ended: NonNullable<Participation['ended']>) =>
  state.participation.map((p) => (p.agency === agency && !p.ended ? { ...p, ended } : p));

const withDeadline = (
  state: Investigation,
  deadlineId: string,
  change: (deadline: Investigation['deadlines'][number]) => Investigation['deadlines'][number],
): Investigation => ({
  ...state,
  deadlines: state.deadlines.map((deadline) => (deadline.deadlineId === deadlineId ? change(deadline) : deadline)),
});
