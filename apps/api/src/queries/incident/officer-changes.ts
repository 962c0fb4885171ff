import { type LogIndex, OFFICER_STATUS, officerEntries, type StreamName } from '#domain';
import type { IndexedEntry } from '#read-model';
import { MOST_ENTRIES } from '../changes/changed-records.js';
import type { Moment } from '../moment/moment.js';

const TYPES = [OFFICER_STATUS, 'EntryCorrected', 'EntryWithdrawn', 'EntryReinstated'];

/** What became of the officers concerned by an incident, after an index: of all that is on record of them, this alone. */
export async function officerChanges(
  moment: Moment,
  incident: StreamName,
  after: LogIndex,
): Promise<{ readonly place: IndexedEntry; readonly record: StreamName }[]> {
  const file = await moment.files.load(incident);
  if (!file || file.officers.length === 0 || !moment.source.snapshot) return [];
  const told = officerEntries(file.incident, file.officers);
  const about = new Set(told.flatMap(({ entry, corrections }) => [entry.id, ...corrections.map(({ id }) => id)]));
  const officers = file.officers.map(({ id }) => id);
  const places = moment.source.snapshot.entries(officers, { after, limit: MOST_ENTRIES, types: TYPES });
  const events = await moment.reading.events.loadMany(places);
  return places
    .filter((_, n) => {
      const event = events[n]!;
      if (event instanceof Error) throw event;
      return about.has(event.id) || about.has(event.data['entry'] as string);
    })
    .map((place) => ({ place, record: place.record }));
}
