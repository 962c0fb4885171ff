import type { CommandOf } from '../shared/decider.js';
import { invalid, refuse, type Decision } from '../shared/decision.js';
import { PersonDescribed, type PERSON_EVENTS } from './person.events.js';

export type PersonCommand = {
  [D in (typeof PERSON_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof PERSON_EVENTS)[number]['type']];

/** What is wrong with the content alone, whatever the state. */
export function examinePerson({ type, data }: Pick<PersonCommand, 'type' | 'data'>): Decision | undefined {
  const content = { type, data } as PersonCommand;
  switch (content.type) {
    case 'PersonRegistered': {
      const { kind, office, term } = content.data;
      if (kind === 'PUBLIC_OFFICIAL')
        return office
          ? undefined
          : invalid({
              path: '/data/office',
              expected: 'given: which office it is',
              why: 'A PUBLIC_OFFICIAL holds one; otherwise register a PRIVATE person.',
            });
      if (!office && !term) return undefined;
      return refuse(
        'NOT_ALLOWED',
        `Only a PUBLIC_OFFICIAL has an office and a term, not ${kind}: leave them out, or change the kind.`,
        { path: office ? '/data/office' : '/data/term' },
      );
    }
    case 'PersonDescribed':
      return Object.keys(content.data).length > 0
        ? undefined
        : invalid({
            path: '/data',
            expected: `a description of at least one field: ${Object.keys(PersonDescribed.data.properties).join(', ')}`,
            why: 'Nothing is described.',
          });
    case 'PersonalDataRestricted':
    case 'ErasureRequested':
    case 'PersonalDataErased':
      return examineScope(content.data);
    case 'ErasureDecided':
      return (content.data.outcome === 'PARTLY_GRANTED') === (content.data.fields !== undefined)
        ? undefined
        : invalid({
            path: '/data/fields',
            expected:
              content.data.outcome === 'PARTLY_GRANTED'
                ? 'given with PARTLY_GRANTED'
                : `left out with ${content.data.outcome}`,
            why: 'Fields are named with PARTLY_GRANTED, and only then.',
          });
    default:
      return undefined;
  }
}

/** Exactly one of `fields` and `all: true`: what is meant for some must never reach all, nor the other way round. */
function examineScope({ fields, all }: { fields?: readonly string[]; all?: boolean }): Decision | undefined {
  if ((fields !== undefined) !== (all === true))
    return all === false ? invalid({ path: '/data/all', expected: 'true, or left out', actual: 'false' }) : undefined;
  return invalid({
    path: '/data/fields',
    expected: fields ? 'left out with `all: true`' : 'given, unless there is `all: true`',
  });
}
