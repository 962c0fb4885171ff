import type { EntryOf } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import type { LOG_EVENTS } from './log.events.js';
import type { Log } from './log.state.js';

type LogEntry = {
  [D in (typeof LOG_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof LOG_EVENTS)[number]['type']];

/** Folds one entry in. Total. */
export function evolveLog(state: Log, recorded: Entry): Log {
  const entry = recorded as unknown as LogEntry;
  switch (entry.type) {
    case 'LogOpened':
      return { ...state, logId: entry.data.logId };
    case 'TextWithheld': {
      const text = { entry: entry.data.entry, path: entry.data.path, withheldBy: entry.id, at: entry.occurred };
      return { ...state, withheld: [...state.withheld, text] };
    }
    case 'ExportIssued': {
      const { records: _, ...data } = entry.data;
      return { ...state, exports: [...state.exports, { ...data, at: entry.occurred, entry: entry.id }] };
    }
    case 'SigningKeyRotated':
      return { ...state, keys: [...state.keys, { ...entry.data, since: entry.occurred, entry: entry.id }] };
    default:
      return state;
  }
}
