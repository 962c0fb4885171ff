import type { Agency, Case, Incident, Investigation, Party, Person, Statement, StreamName } from '#domain';
import type { RecordView } from '#read-model';

// A version of a record never changes, and the read model gives the same object again: it is looked through once.
const known = new WeakMap<RecordView, readonly StreamName[]>();

/** The records that one names, each once, and that a query is therefore likely to ask for next. */
export function leadsTo(view: RecordView): readonly StreamName[] {
  let names = known.get(view);
  if (!names) known.set(view, (names = [...new Set(namesIn(view))]));
  return names;
}

function namesIn({ kind, state }: RecordView): readonly StreamName[] {
  switch (kind) {
    case 'incident': {
      const { agencies, people } = state as Incident;
      return named([...agencies, ...people]);
    }
    case 'investigation': {
      const { participation, evidenceAccess, declinedBy, of, incidents } = state as Investigation;
      const declined = declinedBy ? [declinedBy.value] : [];
      return [...named([...participation, ...evidenceAccess]), ...declined, ...parties(of), ...values(incidents)];
    }
    case 'case': {
      const { parties: all, charges, incidents } = state as Case;
      const involved = [...all.map(({ value }) => value.party), ...charges.map(({ defendant }) => defendant)];
      return [...parties(involved), ...values(incidents)];
    }
    case 'statement': {
      const { issuer, incidents } = state as Statement;
      return [
        ...named(issuer ? [{ person: issuer.value.person, agency: issuer.value.onBehalfOf }] : []),
        ...values(incidents),
      ];
    }
    case 'agency':
      return (state as Agency).parents.map(({ agency }) => agency);
    case 'person':
      return named((state as Person).registrations);
    default:
      return [];
  }
}

interface Naming {
  readonly agency?: StreamName;
  readonly person?: StreamName;
}

const named = (all: readonly Naming[]): StreamName[] =>
  all.flatMap(({ agency, person }) => [agency, person].filter((id) => id !== undefined));

const parties = (all: readonly Party[]): StreamName[] => named(all as readonly Naming[]);

const values = (all: readonly { readonly value: StreamName }[]): StreamName[] => all.map(({ value }) => value);
