import type { Command, Details, EventId, Incident, Person, StreamName } from '#domain';
import type { CommandRefusal, EntryLocator } from '../command.types.js';
import type { LoadedRecord, RecordLoader } from './record-loader.js';

/**
 * Why a disclosure would be without effect: the person is on record as a minor, whose data is shown to ADMIN alone,
 * whatever was decided, and whenever. One account is enough, as it is for whoever reads.
 */
export async function minorDisclosed(
  { type, stream }: Pick<Command, 'type' | 'stream'>,
  { state }: LoadedRecord,
  records: RecordLoader,
  locator: EntryLocator,
): Promise<CommandRefusal | undefined> {
  if (type !== 'DisclosureDecided') return undefined;
  const restriction = (state.state as Person).restrictions.find(({ ground }) => ground === 'MINOR');
  if (restriction)
    return refusal(stream, `entry ${restriction.entry}`, 'lift that restriction', { entry: restriction.entry });
  for (const incident of await locator.incidentsOf(stream)) {
    // What is kept in memory may be behind the log: a refusal is only given on what the log says now.
    if (!(await asMinor(stream, incident, records, false))) continue;
    const entry = await asMinor(stream, incident, records, true);
    if (entry) return refusal(stream, `entry ${entry} of ${incident}`, 'correct that entry', { incident, entry });
  }
  return undefined;
}

async function asMinor(
  person: StreamName,
  incident: StreamName,
  records: RecordLoader,
  fresh: boolean,
): Promise<EventId | undefined> {
  const { state } = await records.load(incident, { fresh });
  return (state.state as Incident).people.find((part) => part.person === person && part.minor === 'YES')?.entry;
}

const refusal = (person: StreamName, by: string, remedy: string, details: Details): CommandRefusal => ({
  code: 'NOT_ALLOWED',
  message: `${person} is on record as a minor, by ${by}: what is known of a minor is shown to ADMIN alone, so to disclose it would change nothing. If it is not so, ${remedy} first.`,
  path: '/record',
  details,
});
