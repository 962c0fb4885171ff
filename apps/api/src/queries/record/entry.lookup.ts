import { aggregateOf, entryOf, type EventId, type RecordState } from '#domain';
import type { Moment } from '../moment/moment.js';
import { Entry } from './entry.type.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An entry as it stands at the moment, whatever record it is part of; null where there is none that may be read. */
export async function entryOfId(moment: Moment, id: string): Promise<Entry | null> {
  const place = UUID.test(id) ? moment.reading.model.locate(id) : undefined;
  if (!place || place.index > moment.source.index) return null;
  if (aggregateOf(place.record) === 'actor' && !moment.reading.mayReadActor(place.record)) return null;
  const folded = await moment.folded.load(place.record);
  return folded ? (standingEntry(moment, folded, id) ?? aboutAnEntry(moment, folded, id)) : null;
}

/** The fact or decision of that id, corrected where it was. */
function standingEntry(moment: Moment, folded: RecordState<unknown>, id: EventId): Entry | null {
  const standing = folded.standings.find(({ entry }) => entry.id === id);
  return standing ? new Entry(moment, standing.entry, { standing, retractedBy: folded.retraction?.entry }) : null;
}

/** A correction as itself, or what was decided about the record or another entry. */
function aboutAnEntry(moment: Moment, { standings, administration }: RecordState<unknown>, id: EventId): Entry | null {
  const correction = standings.flatMap(({ corrections }) => corrections).find((one) => one.id === id);
  const found = correction ? entryOf(correction.event) : administration.find((one) => one.id === id);
  return found ? new Entry(moment, found) : null;
}
