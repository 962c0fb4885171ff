import type { EntryOf } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import type { Attribution } from '../shared/envelope.js';
import type { PERSON_EVENTS } from './person.events.js';
import { PERSON_FIELDS, scopeOf, type FieldScope, type PersonField } from './person.field.js';
import type { DescribedField, ErasureRequest, Person } from './person.state.js';

type PersonEntry = {
  [D in (typeof PERSON_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof PERSON_EVENTS)[number]['type']];
type Of<Type extends PersonEntry['type']> = Extract<PersonEntry, { type: Type }>;

/** Folds one entry in. Total: what does not fit is kept as well as can be. No sealed value gets into the state. */
export function evolvePerson(state: Person, recorded: Entry): Person {
  const entry = recorded as unknown as PersonEntry;
  const here = { entry: entry.id, at: entry.occurred };
  switch (entry.type) {
    case 'PersonRegistered':
      return { ...state, registrations: [...state.registrations, { ...entry.data, ...here }] };
    case 'PersonDescribed':
      return { ...state, described: [...state.described, ...describedFields(entry)] };
    case 'OfficerStatusChanged': {
      const { recordedAt } = entry;
      const standing = { ...entry.data, ...attributed(entry.attribution), ...here, recordedAt };
      return { ...state, officerStatuses: [...state.officerStatuses, standing] };
    }
    case 'PersonsLinked': {
      const others = state.links.filter((link) => link.to !== entry.data.to);
      return { ...state, links: [...others, { to: entry.data.to, link: entry.data.link, ...here }] };
    }
    case 'PersonsUnlinked':
      return { ...state, links: state.links.filter((link) => link.to !== entry.data.to) };
    case 'DisclosureDecided': {
      const { fields, basis } = entry.data;
      return { ...state, disclosures: [...state.disclosures, { fields, basis: basis.code, ...here }] };
    }
    case 'DisclosureRevoked':
      return { ...state, disclosures: state.disclosures.filter(({ entry: id }) => id !== entry.data.decision) };
    case 'PersonalDataRestricted': {
      const restriction = { fields: scopeOrNone(entry.data), ground: entry.data.ground, ...here };
      return { ...state, restrictions: [...state.restrictions, restriction] };
    }
    case 'RestrictionLifted':
      return { ...state, restrictions: state.restrictions.filter(({ entry: id }) => id !== entry.data.restriction) };
    case 'ErasureRequested': {
      const request = { fields: scopeOrNone(entry.data), by: entry.data.by, ...here };
      return { ...state, erasureRequests: [...state.erasureRequests, request] };
    }
    case 'ErasureDecided':
      return {
        ...state,
        erasureRequests: state.erasureRequests.map((request) =>
          request.entry === entry.data.request ? { ...request, decided: decided(entry, request) } : request,
        ),
      };
    case 'PersonalDataErased': {
      const erasure = { fields: scopeOrNone(entry.data), basis: entry.data.basis.code, ...here, verifiedBy: [] };
      return { ...state, erasures: [...state.erasures, erasure] };
    }
    case 'ErasureVerified':
      return {
        ...state,
        erasures: state.erasures.map((erasure) =>
          erasure.entry === entry.data.erasure
            ? { ...erasure, verifiedBy: [...erasure.verifiedBy, entry.id] }
            : erasure,
        ),
      };
    default:
      return state;
  }
}

/** A scope that says nothing holds nothing: never everything. */
const scopeOrNone = (said: Parameters<typeof scopeOf>[0]): FieldScope => scopeOf(said) ?? [];

const attributed = (attribution: Attribution | undefined) => (attribution ? { attribution } : {});

function describedFields(entry: Of<'PersonDescribed'>): DescribedField[] {
  const fields = Object.keys(entry.data).filter((key) => Object.hasOwn(PERSON_FIELDS, key)) as PersonField[];
  return fields.map((field) => {
    const own = (entry.data as Record<string, { attribution?: Attribution } | undefined>)[field]?.attribution;
    return {
      field,
      sealed: entry.sealed.filter(({ at }) => at.startsWith(`/data/${field}/`)),
      ...attributed(own ?? entry.attribution),
      entry: entry.id,
      at: entry.occurred,
    };
  });
}

function decided(entry: Of<'ErasureDecided'>, request: ErasureRequest): NonNullable<ErasureRequest['decided']> {
  const { outcome, fields = [], legalBasis } = entry.data;
  const granted = outcome === 'GRANTED' ? request.fields : outcome === 'PARTLY_GRANTED' ? fields : undefined;
  return {
    outcome,
    ...(granted === undefined ? {} : { granted }),
    ...(legalBasis === undefined ? {} : { legalBasis }),
    entry: entry.id,
    at: entry.occurred,
  };
}
