import type { EntryOf } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import type { SOURCE_EVENTS } from './source.events.js';
import type { Source } from './source.state.js';

type SourceEntry = {
  [D in (typeof SOURCE_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof SOURCE_EVENTS)[number]['type']];

/** Folds one entry in. Total. The identity of a confidential source never gets into the state, only where it is kept. */
export function evolveSource(state: Source, recorded: Entry): Source {
  const entry = recorded as unknown as SourceEntry;
  switch (entry.type) {
    case 'SourceRecorded': {
      const { identity: _kept, ...data } = entry.data;
      const sealed = entry.sealed.length > 0 ? { identity: entry.sealed } : {};
      return { ...state, ...data, ...sealed, entry: entry.id };
    }
    case 'SourceRechecked':
      return { ...state, rechecks: [...state.rechecks, { ...entry.data, at: entry.occurred, entry: entry.id }] };
    default:
      return state;
  }
}
