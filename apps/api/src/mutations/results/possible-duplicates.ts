import type { StoredEvent } from '#domain';
import type { ReadModel } from '#read-model';
import type { LookBack } from './look-back.js';

/** Entries that say by what a record can be told from others; a correction counts as what it corrects. */
const IDENTIFYING: ReadonlySet<unknown> = new Set(['IncidentReported', 'SourceRecorded', 'SourceRechecked']);

/** Records that a message names. */
const NAMED = 5;

const isIdentifying = ({ type, data }: StoredEvent): boolean =>
  IDENTIFYING.has(type === 'EntryCorrected' ? data['type'] : type);

/** Warns of other records with the same external id, bytes or address. A repeat is recorded all the same. */
export function possibleDuplicates(model: Pick<ReadModel, 'at'>): LookBack {
  return async (event, { index }) => {
    const { stream } = event;
    const others = isIdentifying(event) ? (model.at(index).alike([stream]).get(stream) ?? []) : [];
    if (others.length === 0) return [];
    const named = others.slice(0, NAMED).join(', ');
    const rest = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
    const shared = stream.startsWith('incident-') ? 'external id' : 'digest or address';
    return [
      {
        code: 'POSSIBLE_DUPLICATE',
        message: `${stream} has the same ${shared} as ${named}${rest}: look at its \`possibleDuplicates\`, and merge or retract it if it is the same.`,
        details: { records: others },
      },
    ];
  };
}
