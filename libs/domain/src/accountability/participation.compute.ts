import type { AccessInterval, Investigation, Participation } from '../investigation/investigation.state.js';
import type { Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import { standing, type AccountabilityInput } from './accountability.input.js';

/** `until` is when the agency's access next changed; absent where it stands. */
export type AccessSpan = AccessInterval & { readonly until?: { readonly at: Occurred; readonly entry: EventId } };

/** One agency in one investigation: its parts and its access to the evidence, as intervals in world order. */
export interface AgencyParticipation {
  readonly investigation: StreamName;
  readonly agency: StreamName;
  /** The part it takes now; absent where it takes none, or never did and is named for its access only. */
  readonly current?: Participation['role'];
  readonly parts: readonly Participation[];
  readonly access: readonly AccessSpan[];
  readonly entries: readonly EventId[];
}

export const participationOf = ({
  investigations,
}: Pick<AccountabilityInput, 'investigations'>): AgencyParticipation[] =>
  standing(investigations).flatMap(({ state }) => agenciesOf(state).map((agency) => of(state, agency)));

const agenciesOf = ({ participation, evidenceAccess }: Investigation): StreamName[] => [
  ...new Set([...participation, ...evidenceAccess].map(({ agency }) => agency)),
];

function of(state: Investigation, agency: StreamName): AgencyParticipation {
  const parts = state.participation.filter((part) => part.agency === agency);
  const access = state.evidenceAccess
    .filter((known) => known.agency === agency)
    .map(({ agency: _same, ...interval }, n, all): AccessSpan => {
      const next = all[n + 1];
      return next ? { ...interval, until: { at: next.since, entry: next.entry } } : interval;
    });
  const current = parts.findLast((part) => !part.ended)?.role;
  return {
    investigation: state.id,
    agency,
    ...(current ? { current } : {}),
    parts,
    access,
    entries: [
      ...new Set([
        ...parts.flatMap(({ entry, ended }) => (ended ? [entry, ended.entry] : [entry])),
        ...access.map(({ entry }) => entry),
      ]),
    ],
  };
}
