import type { Decider } from '../shared/decider.js';
import { record, refuse, type Command, type Decision } from '../shared/decision.js';
import type { Entry } from '../shared/entry.js';
import { evolveIncident } from './incident.evolve.js';
import { examineIncident, type IncidentCommand } from './incident.examine.js';
import { hasFact, incidentMisfit } from './incident.sequence.js';
import { initialIncident, standingLink, verificationOf, type Incident } from './incident.state.js';

type Of<Type extends IncidentCommand['type']> = Extract<IncidentCommand, { type: Type }>;

export const incidentDecider: Decider<Incident> = {
  initialState: initialIncident,
  evolve: evolveIncident,
  misfit: (state: Incident, entry: Entry) => incidentMisfit(state, entry),
  examine: (content) => examineIncident(content as unknown as IncidentCommand),
  decide(asked: Command, state: Incident): Decision {
    const command = asked as unknown as IncidentCommand;
    switch (command.type) {
      case 'PersonInvolved':
        return involve(command, state);
      case 'IncidentsLinked':
        return link(command, state);
      case 'IncidentsUnlinked':
        return unlink(command, state);
      case 'IncidentVerified':
        return verify(command, state);
      case 'IncidentMerged':
        return merge(command, state);
      case 'IncidentUnmerged':
        return unmerge(command, state);
      default:
        return record();
    }
  },
};

function involve({ data, attribution }: Of<'PersonInvolved'>, state: Incident): Decision {
  const said = JSON.stringify([data.role, data.minor, data.agency, by(attribution)]);
  const known = state.people.find(
    (p) => p.person === data.person && JSON.stringify([p.role, p.minor, p.agency, by(p.attribution)]) === said,
  );
  if (!known) return record();
  return refuse(
    'NOTHING_CHANGES',
    `${data.person} is recorded as ${data.role} already, in entry ${known.entry}: add a source by correcting that entry.`,
    { path: '/data/person', entry: known.entry },
  );
}

const by = (attribution: Of<'PersonInvolved'>['attribution']) =>
  attribution && [attribution.kind, attribution.statement, attribution.claim];

function link({ data: { to, relation }, stream }: Of<'IncidentsLinked'>, state: Incident): Decision {
  if (to === stream)
    return refuse('SELF_REFERENCE', `${stream} cannot be linked to itself: name another incident.`, {
      path: '/data/to',
    });
  const known = standingLink(state, to, relation);
  return known
    ? refuse('NOTHING_CHANGES', `${stream} is linked to ${to} as ${relation} already, in entry ${known.entry}.`, {
        path: '/data/to',
        entry: known.entry,
      })
    : record();
}

function unlink({ data: { to, relation }, stream }: Of<'IncidentsUnlinked'>, state: Incident): Decision {
  return standingLink(state, to, relation)
    ? record()
    : refuse('UNKNOWN_ITEM', `${stream} is not linked to ${to} as ${relation} at that time.`, {
        path: '/data/to',
        known: state.links.map((known) => `${known.to} ${known.relation}`),
      });
}

function verify({ data: { level, covers } }: Of<'IncidentVerified'>, state: Incident): Decision {
  const unknown = covers.find((id) => !hasFact(state, id));
  if (unknown)
    return refuse(
      'UNKNOWN_REFERENCE',
      `${state.id} has no fact ${unknown} at that time: name facts of this incident, and date the verification after them.`,
      { path: `/data/covers/${covers.indexOf(unknown)}`, known: state.facts.map((fact) => fact.entry) },
    );
  return covers.every((id) => verificationOf(state, id)?.level === level)
    ? refuse('NOTHING_CHANGES', `What this covers is ${level} already.`, { path: '/data/level' })
    : record();
}

function merge({ data: { into }, stream }: Of<'IncidentMerged'>, state: Incident): Decision {
  if (into === stream)
    return refuse('SELF_REFERENCE', `${stream} cannot be merged into itself: name the canonical record.`, {
      path: '/data/into',
    });
  if (!state.mergedInto) return record();
  return refuse(
    state.mergedInto.value === into ? 'NOTHING_CHANGES' : 'WRONG_STATE',
    `${stream} is merged into ${state.mergedInto.value} already: unmerge it first to merge it elsewhere.`,
    { path: '/data/into', mergedInto: state.mergedInto.value },
  );
}

function unmerge({ data: { from }, stream }: Of<'IncidentUnmerged'>, state: Incident): Decision {
  if (state.mergedInto?.value === from) return record();
  return refuse(
    'WRONG_STATE',
    state.mergedInto
      ? `${stream} is merged into ${state.mergedInto.value}, not into ${from}.`
      : `${stream} is not merged into another record at that time.`,
    { path: '/data/from', mergedInto: state.mergedInto?.value },
  );
}
