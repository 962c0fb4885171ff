import type { EntryOf } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import type { INCIDENT_EVENTS } from './incident.events.js';
import { standingLink, type Incident, type IncidentPlace, type Reported } from './incident.state.js';

type IncidentEntry = {
  [D in (typeof INCIDENT_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof INCIDENT_EVENTS)[number]['type']];
type Of<Type extends IncidentEntry['type']> = Extract<IncidentEntry, { type: Type }>;

/** Folds one entry in. Total: what does not fit is kept as well as can be, and a withheld text is simply absent. */
export function evolveIncident(state: Incident, recorded: Entry): Incident {
  const entry = recorded as unknown as IncidentEntry;
  switch (entry.type) {
    case 'IncidentReported':
      return reported(withFact(state, entry), entry);
    case 'PersonInvolved': {
      const { person, role, minor, agency } = entry.data;
      const involvement = { person, role, minor, ...(agency ? { agency } : {}), ...grounds(entry) };
      return { ...withFact(state, entry), people: [...state.people, involvement] };
    }
    case 'ForceReported': {
      const { type, manner, by, against, count } = entry.data;
      const force = {
        type: type.code,
        manner,
        ...(by ? { by } : {}),
        ...(against ? { against } : {}),
        ...(count ? { count } : {}),
        ...grounds(entry),
      };
      return { ...withFact(state, entry), force: [...state.force, force] };
    }
    case 'InjuryReported': {
      const { injured, severity, hospitalised } = entry.data;
      const injury = { injured, severity, hospitalised, ...inTheClear(entry), sealed: entry.sealed, ...grounds(entry) };
      return { ...withFact(state, entry), injuries: [...state.injuries, injury] };
    }
    case 'IncidentsLinked': {
      const { to, relation } = entry.data;
      // Dated before one that is on record, it says nothing more: the link stands once.
      if (standingLink(state, to, relation)) return state;
      return { ...state, links: [...state.links, { to, relation, entry: entry.id }] };
    }
    case 'IncidentsUnlinked': {
      const { to, relation } = entry.data;
      return { ...state, links: state.links.filter((link) => link.to !== to || link.relation !== relation) };
    }
    case 'IncidentVerified': {
      const { level, covers } = entry.data;
      const verification = { level, covers, at: entry.occurred, entry: entry.id };
      return { ...state, verifications: [...state.verifications, verification] };
    }
    case 'IncidentMerged':
      return { ...state, mergedInto: { value: entry.data.into, entry: entry.id } };
    case 'IncidentUnmerged': {
      const { mergedInto: _ended, ...alone } = state;
      return alone;
    }
    default:
      return state;
  }
}

function reported(state: Incident, entry: Of<'IncidentReported'>): Incident {
  const { kinds, relevance, title, narrative, count, agencies = [], externalIds = [] } = entry.data;
  const resting = <T>(value: T) => ({ value, entry: entry.id });
  return {
    ...state,
    occurred: resting(entry.occurred),
    ...(entry.attribution ? { attribution: entry.attribution } : {}),
    kinds: kinds.map((kind) => resting(kind.code)),
    relevance: resting(relevance),
    ...(title === undefined ? {} : { title: resting(title) }),
    ...(narrative === undefined ? {} : { narrative: resting(narrative) }),
    ...(count ? { count: resting(count) } : {}),
    places: placesOf(entry),
    agencies: agencies.map(({ agency, role }) => ({ agency, role, entry: entry.id })),
    externalIds: externalIds.map(resting),
  };
}

const placesOf = (entry: Of<'IncidentReported'>): IncidentPlace[] =>
  (entry.data.places ?? []).map(({ exact: _kept, ...place }, n) => {
    const exact = entry.sealed.filter(({ at }) => at.startsWith(`/data/places/${n}/exact/`));
    return { ...place, ...(exact.length > 0 ? { exact } : {}), entry: entry.id };
  });

/** What of an injury may stand in a state: a person's is sealed, and a command's copy of it must not get in. */
function inTheClear({ data }: Of<'InjuryReported'>): { bodyPart?: string; detail?: string } {
  if ('person' in data.injured) return {};
  const { bodyPart, detail } = data;
  return { ...(bodyPart ? { bodyPart } : {}), ...(detail ? { detail } : {}) };
}

const grounds = (entry: IncidentEntry): Reported => ({
  entry: entry.id,
  at: entry.occurred,
  ...(entry.attribution ? { attribution: entry.attribution } : {}),
});

const withFact = (state: Incident, { id, type }: IncidentEntry): Incident => ({
  ...state,
  facts: [...state.facts, { entry: id, type }],
});
