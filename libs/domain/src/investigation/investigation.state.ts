import type { Static } from '#typebox';
import type { Party } from '../shared/common.schemas.js';
import type { Attribution, Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { Resting } from '../shared/resting.js';
import type {
  DeadlineSet,
  DepartureReason,
  EvidenceAccess,
  InvestigationReferred,
  ParticipationRole,
} from './investigation.events.js';

export type InvestigationStatus = 'ANNOUNCED' | 'OPEN' | 'SUSPENDED' | 'REFERRED' | 'CLOSED' | 'DECLINED';

export interface AccessInterval {
  readonly access: Static<typeof EvidenceAccess>;
  /** To what. */
  readonly to?: string;
  readonly since: Occurred;
  readonly entry: EventId;
  readonly decidedBy?: Party;
  readonly attribution?: Attribution;
}

/** `ended` keeps the interval: who took part, and when, is what an auditor asks. */
export interface Participation {
  readonly agency: StreamName;
  readonly role: Static<typeof ParticipationRole>;
  readonly since: Occurred;
  readonly entry: EventId;
  readonly decidedBy?: Party;
  readonly attribution?: Attribution;
  readonly ended?: {
    readonly at: Occurred;
    readonly because: Static<typeof DepartureReason> | 'CHANGED_ROLE';
    readonly decidedBy?: Party;
    readonly entry: EventId;
  };
}

/** Words of an entry are absent where it has none, and where they were withheld. */
export interface Deadline {
  readonly deadlineId: string;
  readonly what?: string;
  readonly due: { readonly edtf: string; readonly zone: string };
  readonly basis: string;
  /** The claim that promised it. */
  readonly promise?: Static<typeof DeadlineSet.data>['promise'];
  readonly entry: EventId;
  readonly moved: readonly EventId[];
  readonly met?: EventId;
}

export interface Finding {
  readonly stage: string;
  readonly finding: string;
  readonly about: readonly Party[];
  readonly by?: StreamName;
  readonly summary?: string;
  readonly at: Occurred;
  readonly entry: EventId;
  readonly attribution?: Attribution;
}

export interface Milestone {
  readonly milestone: string;
  readonly by?: Party;
  readonly detail?: string;
  readonly at: Occurred;
  readonly entry: EventId;
  readonly attribution?: Attribution;
}

export interface Referral {
  readonly from?: StreamName;
  readonly to: StreamName;
  readonly for: Static<typeof InvestigationReferred.data>['for'];
  readonly at: Occurred;
  readonly entry: EventId;
  readonly attribution?: Attribution;
}

export interface StatusChange {
  readonly status: InvestigationStatus;
  readonly at: Occurred;
  readonly entry: EventId;
  readonly why?: string;
  readonly attribution?: Attribution;
}

export interface Investigation {
  readonly id: StreamName;
  /** NONE before the first entry. */
  readonly status: InvestigationStatus | 'NONE';
  /** The entry that brought the status about. */
  readonly statusEntry?: EventId;
  readonly statusSince?: Occurred;
  /** How it came there, in world order, each with the reason that was given. */
  readonly statuses: readonly StatusChange[];
  readonly kind?: Resting<string>;
  readonly announcedAt?: Occurred;
  readonly openedAt?: Resting<Occurred>;
  readonly scope?: Resting<string>;
  readonly legalBasis?: Resting<string>;
  readonly closed?: {
    readonly outcome: string;
    readonly detail?: string;
    readonly at: Occurred;
    readonly entry: EventId;
  };
  readonly declinedBy?: Resting<StreamName>;
  readonly referredTo?: Resting<StreamName>;
  readonly referral?: Referral;
  readonly of: readonly Party[];
  readonly incidents: readonly Resting<StreamName>[];
  /** In world order; an agency that changed its role, or came back, stands in it more than once. */
  readonly participation: readonly Participation[];
  /** Of every agency named, whether it takes part or not. */
  readonly evidenceAccess: readonly (AccessInterval & { readonly agency: StreamName })[];
  readonly deadlines: readonly Deadline[];
  readonly milestones: readonly Milestone[];
  readonly findings: readonly Finding[];
}

export const initialInvestigation = (id: StreamName): Investigation => ({
  id,
  status: 'NONE',
  statuses: [],
  of: [],
  incidents: [],
  participation: [],
  evidenceAccess: [],
  deadlines: [],
  milestones: [],
  findings: [],
});

/** The agency's part as it stands, or undefined where it takes none now. */
export const activePart = (state: Investigation, agency: StreamName): Participation | undefined =>
  state.participation.findLast((part) => part.agency === agency && !part.ended);

/** Who leads now. */
export const currentLead = (state: Investigation): Participation | undefined =>
  state.participation.findLast((part) => part.role === 'LEAD' && !part.ended);

/** The evidence access of an agency as it stands. */
export const currentAccess = (state: Investigation, agency: StreamName): AccessInterval | undefined =>
  state.evidenceAccess.findLast((access) => access.agency === agency);
