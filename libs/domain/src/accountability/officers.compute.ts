import type { Incident } from '../incident/incident.state.js';
import type { Investigation } from '../investigation/investigation.state.js';
import type { OfficerStanding, Person } from '../person/person.state.js';
import type { EntryStanding } from '../record/effective-entries.js';
import type { RecordState } from '../record/record.fold.js';
import type { Occurred } from '../shared/envelope.js';
import type { StreamName } from '../shared/ids.js';
import { boundsOf } from '../time/index.js';

/** Whoever had a part in an incident as an officer, and whoever an inquiry into it is about. */
export const officersIn = (
  incidents: readonly Pick<Incident, 'people'>[],
  investigations: readonly Pick<Investigation, 'of'>[],
): readonly StreamName[] => [
  ...new Set([
    ...incidents.flatMap(({ people }) => people.filter(({ role }) => role === 'OFFICER').map(({ person }) => person)),
    ...investigations.flatMap(({ of }) => of.flatMap((party) => ('person' in party ? [party.person] : []))),
  ]),
];

/** What became of an officer with their agency: of all that is on record of them, this is what was done about it. */
export const OFFICER_STATUS = 'OfficerStatusChanged';

/** Entries on how officers stand with their agencies, but for those that were made before the incident for certain. */
export const officerEntries = (
  { state }: RecordState<Incident>,
  officers: readonly RecordState<Person>[],
): readonly EntryStanding[] =>
  officers.flatMap(({ standings }) =>
    standings.filter(({ entry }) => entry.type === OFFICER_STATUS && !isBefore(entry.occurred, state)),
  );

/** The same of those that count, from the state alone. */
export const officerStatuses = (
  { state }: RecordState<Incident>,
  officers: readonly RecordState<Person>[],
): readonly OfficerStanding[] =>
  officers.flatMap((officer) => officer.state.officerStatuses.filter(({ at }) => !isBefore(at, state)));

function isBefore(at: Occurred, { occurred }: Incident): boolean {
  const latest = boundsOf(at).latest;
  const earliest = occurred && boundsOf(occurred.value).earliest;
  return latest !== undefined && earliest !== undefined && latest < earliest;
}
