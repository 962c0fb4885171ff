import type { Decider } from '../shared/decider.js';
import { record, refuse, type Command, type Decision } from '../shared/decision.js';
import type { Entry } from '../shared/entry.js';
import { decideErasure } from './erasure.decide.js';
import { evolvePerson } from './person.evolve.js';
import { examinePerson, type PersonCommand } from './person.examine.js';
import { personMisfit } from './person.sequence.js';
import { currentRegistration, disclosureOf, initialPerson, totalErasure, type Person } from './person.state.js';

type Of<Type extends PersonCommand['type']> = Extract<PersonCommand, { type: Type }>;

export const personDecider: Decider<Person> = {
  registration: 'PersonRegistered',
  initialState: initialPerson,
  evolve: evolvePerson,
  misfit: (state: Person, entry: Entry) => personMisfit(state, entry),
  examine: (content) => examinePerson(content as unknown as PersonCommand),
  decide(asked: Command, state: Person): Decision {
    const command = asked as unknown as PersonCommand;
    switch (command.type) {
      case 'PersonRegistered':
        return register(command, state);
      case 'PersonDescribed':
        return describe(state);
      case 'PersonsLinked':
        return link(command, state);
      case 'PersonsUnlinked':
        return state.links.some((known) => known.to === command.data.to)
          ? record()
          : unknown(`${state.id} is not linked to ${command.data.to} at that time.`, '/data/to', state.links);
      case 'DisclosureDecided':
        return disclose(command, state);
      case 'DisclosureRevoked':
        return state.disclosures.some((known) => known.entry === command.data.decision)
          ? record()
          : unknown(
              `No disclosure ${command.data.decision} stands at that time: name the entry that decided it.`,
              '/data/decision',
              state.disclosures,
            );
      case 'RestrictionLifted':
        return state.restrictions.some((known) => known.entry === command.data.restriction)
          ? record()
          : unknown(
              `No restriction ${command.data.restriction} stands at that time: name the entry that set it.`,
              '/data/restriction',
              state.restrictions,
            );
      case 'ErasureDecided':
      case 'PersonalDataErased':
      case 'ErasureVerified':
        return decideErasure(command, state);
      default:
        return record();
    }
  },
};

const unknown = (message: string, path: string, known: readonly { entry: string }[]): Decision =>
  refuse('UNKNOWN_ITEM', message, { path, known: known.map(({ entry }) => entry) });

function register({ data }: Of<'PersonRegistered'>, state: Person): Decision {
  const now = currentRegistration(state);
  if (!now) return record();
  const said = ({ kind, office, agency, term }: Of<'PersonRegistered'>['data']) =>
    JSON.stringify([kind, office, agency, term?.edtf, term?.zone]);
  return said(now as Of<'PersonRegistered'>['data']) === said(data)
    ? refuse('NOTHING_CHANGES', `${state.id} is registered as ${data.kind} already, in entry ${now.entry}.`, {
        path: '/data/kind',
        entry: now.entry,
      })
    : record();
}

/** The person's key is destroyed and never made anew, so nothing could be sealed. */
function describe(state: Person): Decision {
  const erased = totalErasure(state);
  return erased
    ? refuse(
        'SUBJECT_ERASED',
        `All personal data of ${state.id} was erased, by entry ${erased.entry}: nothing new can be recorded of them.`,
        { path: '/record', entry: erased.entry },
      )
    : record();
}

function link({ data: { to, link: kind }, stream }: Of<'PersonsLinked'>, state: Person): Decision {
  if (to === stream)
    return refuse('SELF_REFERENCE', `${stream} cannot be linked to itself: name another record.`, { path: '/data/to' });
  const known = state.links.find((standing) => standing.to === to && standing.link === kind);
  return known
    ? refuse('NOTHING_CHANGES', `${stream} is linked to ${to} as ${kind} already, in entry ${known.entry}.`, {
        path: '/data/to',
        entry: known.entry,
      })
    : record();
}

function disclose({ data: { fields, basis } }: Of<'DisclosureDecided'>, state: Person): Decision {
  const erased = totalErasure(state);
  if (erased)
    return refuse('SUBJECT_ERASED', `All personal data of ${state.id} was erased: there is nothing to disclose.`, {
      path: '/record',
      entry: erased.entry,
    });
  const known = fields.map((field) => disclosureOf(state, field));
  return known.every((standing) => standing?.basis === basis.code)
    ? refuse('NOTHING_CHANGES', `${fields.join(', ')} of ${state.id} is disclosed on that basis already.`, {
        path: '/data/fields',
        entry: known[0]?.entry,
      })
    : record();
}
