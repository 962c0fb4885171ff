import type { CommandOf } from '../shared/decider.js';
import { refuse, type Decision } from '../shared/decision.js';
import type { PERSON_EVENTS } from './person.events.js';
import { PERSON_FIELDS } from './person.field.js';

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
          : refuse('INVALID_INPUT', 'A PUBLIC_OFFICIAL holds an office: say which, or register a PRIVATE person.', {
              path: '/data/office',
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
        : refuse('INVALID_INPUT', 'Nothing is described: give at least one field.', {
            path: '/data',
            fields: Object.keys(PERSON_FIELDS),
          });
    case 'PersonalDataRestricted':
    case 'ErasureRequested':
    case 'PersonalDataErased':
      return examineScope(content.data);
    case 'ErasureDecided':
      return (content.data.outcome === 'PARTLY_GRANTED') === (content.data.fields !== undefined)
        ? undefined
        : refuse(
            'INVALID_INPUT',
            `Fields are named with PARTLY_GRANTED, and only then; the outcome is ${content.data.outcome}.`,
            { path: '/data/fields' },
          );
    default:
      return undefined;
  }
}

/** Exactly one of `fields` and `all: true`: what is meant for some must never reach all, nor the other way round. */
function examineScope({ fields, all }: { fields?: readonly string[]; all?: boolean }): Decision | undefined {
  if ((fields !== undefined) !== (all === true))
    return all === false
      ? refuse('INVALID_INPUT', '`all: false` says nothing: leave it out.', { path: '/data/all' })
      : undefined;
  return refuse(
    'INVALID_INPUT',
    fields ? 'Give `fields`, or `all: true`, not both.' : 'Say which `fields`, or `all: true`.',
    { path: '/data/fields' },
  );
}
