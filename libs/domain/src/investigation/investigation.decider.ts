import type { Decider } from '../shared/decider.js';
import { record, refuse, type Command, type Decision } from '../shared/decision.js';
import type { Entry } from '../shared/entry.js';
import { examineInvestigation, type InvestigationCommand } from './investigation.examine.js';
import { evolveInvestigation } from './investigation.evolve.js';
import { investigationMisfit } from './investigation.sequence.js';
import { activePart, currentLead, initialInvestigation, type Investigation } from './investigation.state.js';

export const investigationDecider: Decider<Investigation> = {
  initialState: initialInvestigation,
  evolve: evolveInvestigation,
  examine: (content) => examineInvestigation(content as unknown as InvestigationCommand),
  misfit: (state: Investigation, entry: Entry) => investigationMisfit(state, entry),
  decide(asked: Command, state: Investigation): Decision {
    const command = asked as unknown as InvestigationCommand;
    switch (command.type) {
      case 'IncidentAddedToInvestigation':
        return state.incidents.some((known) => known.value === command.data.incident)
          ? refuse('NOTHING_CHANGES', `${command.data.incident} is covered by ${state.id} already.`, {
              path: '/data/incident',
            })
          : record();
      case 'AgencyJoinedInvestigation':
        return join(command.data.agency, state);
      case 'AgencyLeftInvestigation':
        return leave(command.data.agency, state);
      case 'InvestigationTransferred':
        return transfer(command.data, state);
      case 'DeadlineSet':
        return state.deadlines.some((known) => known.deadlineId === command.data.deadlineId)
          ? refuse('DUPLICATE_ITEM', `There is a deadline ${command.data.deadlineId} already: choose another id.`, {
              path: '/data/deadlineId',
            })
          : record();
      case 'DeadlineMet':
      case 'DeadlineMoved':
        return changeDeadline(command.data.deadlineId, state);
      default:
        return record();
    }
  },
};

function join(agency: string, state: Investigation): Decision {
  const part = activePart(state, agency);
  if (!part) return record();
  return refuse('ALREADY_PARTICIPATING', `${agency} takes part already, as ${part.role}: record a change of role.`, {
    path: '/data/agency',
    agency,
    role: part.role,
  });
}

function leave(agency: string, state: Investigation): Decision {
  // A lead that leaves without a successor orphans the inquiry: that is a transfer, and has its own event.
  if (activePart(state, agency)?.role === 'LEAD')
    return refuse(
      'LEAD_MUST_BE_TRANSFERRED',
      `${agency} leads ${state.id}: record a transfer to another agency, or close the investigation.`,
      { path: '/data/agency', agency },
    );
  return record();
}

function transfer({ from, to }: { from: string; to: string }, state: Investigation): Decision {
  if (from === to) return refuse('SELF_REFERENCE', `${from} cannot hand over to itself.`, { path: '/data/to' });
  if (currentLead(state)?.agency === to)
    return refuse('NOTHING_CHANGES', `${to} leads ${state.id} already.`, { path: '/data/to' });
  return record();
}

function changeDeadline(deadlineId: string, state: Investigation): Decision {
  const deadline = state.deadlines.find((known) => known.deadlineId === deadlineId);
  if (!deadline)
    return refuse('UNKNOWN_ITEM', `There is no deadline ${deadlineId} at that time.`, {
      path: '/data/deadlineId',
      known: state.deadlines.map((known) => known.deadlineId),
    });
  if (deadline.met)
    return refuse('NOTHING_CHANGES', `The deadline ${deadlineId} was met: entry ${deadline.met}.`, {
      path: '/data/deadlineId',
    });
  return record();
}
