import type { CommandOf, Decider } from '../shared/decider.js';
import { record, refuse, type Command, type Decision } from '../shared/decision.js';
import type { Entry } from '../shared/entry.js';
import type { AGENCY_EVENTS } from './agency.events.js';
import { evolveAgency } from './agency.evolve.js';
import { currentName, currentParent, initialAgency, type Agency } from './agency.state.js';

type AgencyCommand = {
  [D in (typeof AGENCY_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof AGENCY_EVENTS)[number]['type']];

export const agencyDecider: Decider<Agency> = {
  registration: 'AgencyRegistered',
  initialState: initialAgency,
  evolve: evolveAgency,
  misfit: (state: Agency, entry: Entry) => agencyMisfit(state, entry),
  decide(asked: Command, state: Agency): Decision {
    const command = asked as unknown as AgencyCommand;
    switch (command.type) {
      case 'AgencyRegistered':
        return otherThanItself(command.data.parent, '/data/parent', state);
      case 'AgencyAliasAdded':
        return alias(command.data.name, state);
      case 'AgencyRenamed':
        return command.data.name === currentName(state)
          ? refuse('NOTHING_CHANGES', `${state.id} is called ${command.data.name} already.`, { path: '/data/name' })
          : record();
      case 'AgencyParentChanged':
        return changeParent(command.data.parent, state);
      case 'AgencySucceeded':
        return end('succeeded by', state.succeededBy, command.data.by, '/data/by', state);
      case 'AgencyMerged':
        return end('merged into', state.mergedInto, command.data.into, '/data/into', state);
      default:
        return record();
    }
  },
};

/** Names and parents belong to an agency while there is one; its registration may well be younger than its end. */
function agencyMisfit(state: Agency, entry: Entry): string | undefined {
  const end = state.succeededBy ?? state.mergedInto;
  if (!end || entry.type === 'AgencyRegistered' || entry.type === 'AgencyAliasAdded') return undefined;
  return `${entry.type} comes after ${state.id} had given way to ${end.value}`;
}

function otherThanItself(agency: string | undefined, path: string, state: Agency): Decision {
  return agency === state.id
    ? refuse('SELF_REFERENCE', `${state.id} cannot be that to itself: name another agency.`, { path })
    : record();
}

function alias(name: string, state: Agency): Decision {
  if (name !== currentName(state) && !state.aliases.some((known) => known.value === name)) return record();
  return refuse('NOTHING_CHANGES', `${state.id} is known as ${name} already.`, { path: '/data/name' });
}

function changeParent(parent: string | undefined, state: Agency): Decision {
  if (parent !== currentParent(state)) return otherThanItself(parent, '/data/parent', state);
  return refuse(
    'NOTHING_CHANGES',
    parent ? `${state.id} is part of ${parent} already.` : `${state.id} is part of no agency as it is.`,
    { path: '/data/parent' },
  );
}

function end(
  how: string,
  known: { readonly value: string; readonly entry: string } | undefined,
  other: string,
  path: string,
  state: Agency,
): Decision {
  if (known)
    return refuse(
      known.value === other ? 'NOTHING_CHANGES' : 'WRONG_STATE',
      `${state.id} was ${how} ${known.value}: to put that right, correct entry ${known.entry}.`,
      { path, entry: known.entry },
    );
  return otherThanItself(other, path, state);
}
