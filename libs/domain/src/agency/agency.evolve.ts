import type { EntryOf } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import type { StreamName } from '../shared/ids.js';
import type { AGENCY_EVENTS } from './agency.events.js';
import type { Agency } from './agency.state.js';

type AgencyEntry = {
  [D in (typeof AGENCY_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof AGENCY_EVENTS)[number]['type']];
type Of<Type extends AgencyEntry['type']> = Extract<AgencyEntry, { type: Type }>;

/** Folds one entry in. Total: what does not fit is kept as well as can be. */
export function evolveAgency(state: Agency, recorded: Entry): Agency {
  const entry = recorded as unknown as AgencyEntry;
  switch (entry.type) {
    case 'AgencyRegistered':
      return registered(state, entry);
    case 'AgencyAliasAdded':
      return withAliases(state, [entry.data.name], entry.id);
    case 'AgencyRenamed':
      return named(state, entry, entry.data.name);
    case 'AgencyParentChanged':
      return under(state, entry, entry.data.parent);
    case 'AgencySucceeded':
      return { ...state, succeededBy: { value: entry.data.by, entry: entry.id, at: entry.occurred } };
    case 'AgencyMerged':
      return { ...state, mergedInto: { value: entry.data.into, entry: entry.id, at: entry.occurred } };
    default:
      return state;
  }
}

function registered(state: Agency, entry: Of<'AgencyRegistered'>): Agency {
  const { name, jurisdiction, ori, parent, aliases = [] } = entry.data;
  const begun = {
    ...named(state, entry, name),
    jurisdiction: { value: jurisdiction, entry: entry.id },
    ...(ori ? { ori: { value: ori, entry: entry.id } } : {}),
  };
  const aliased = withAliases(
    begun,
    aliases.map((alias) => alias.name),
    entry.id,
  );
  return parent ? under(aliased, entry, parent) : aliased;
}

const since = (entry: AgencyEntry) => ({
  since: entry.occurred,
  entry: entry.id,
  ...(entry.attribution ? { attribution: entry.attribution } : {}),
});

const named = (state: Agency, entry: AgencyEntry, name: string | undefined): Agency => ({
  ...state,
  names: [...state.names, { ...(name === undefined ? {} : { name }), ...since(entry) }],
});

const withAliases = (state: Agency, names: readonly (string | undefined)[], entry: string): Agency => ({
  ...state,
  aliases: [...state.aliases, ...names.filter((name) => name !== undefined).map((value) => ({ value, entry }))],
});

/** What it was under until now ends, and so does being under none. */
function under(state: Agency, entry: AgencyEntry, agency: StreamName | undefined): Agency {
  const ended = { at: entry.occurred, entry: entry.id };
  const past = state.parents.map((parent) => (parent.ended ? parent : { ...parent, ended }));
  return { ...state, parents: agency ? [...past, { agency, ...since(entry) }] : past };
}
