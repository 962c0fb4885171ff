import type { EventId, LogIndex, StreamName } from '#domain';
import type { IndexedEntry, Snapshot } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import { type NamedText, namedTexts } from '../../reading/names/named-texts.js';
import { bearingRecords } from './bearing-records.js';
import type { PersonNode } from './person.type.js';

/** Records whose texts are looked through; who is on record in more is in the public eye, and named all over it. */
export const MOST_RECORDS = 1_000;
/** Entries that one answer looks through: some hundred milliseconds of work, in turns that let others go on. */
export const MOST_ENTRIES = 2_000;
/** Entries that are read and looked through in one turn of the event loop. */
const TURN = 200;

export interface NameSearch {
  /** Go on after this index. */
  readonly after?: LogIndex;
  /** Stop after so many texts; those of one entry stay together. */
  readonly first: number;
  /** Texts that hold single words of the name only, too. */
  readonly singleWords?: boolean;
}

/** A text that names the person, and where it stands. */
export interface FoundName extends NamedText {
  readonly entry: EventId;
  readonly place: IndexedEntry;
  /** Codes of the warnings that were acknowledged when it was recorded. */
  readonly acknowledged: readonly string[];
}

export interface FoundNames {
  readonly texts: readonly FoundName[];
  /** Index to go on after; absent where everything was looked through. */
  readonly next?: LogIndex;
  /** Whether there are records that are not looked through at all. */
  readonly leftOut: boolean;
}

/**
 * Looks for a person's name in the texts of everything that bears on their incidents: a name that is sealed later may
 * stand in texts from before. Undefined where there is no name to look for: only EDITOR and ADMIN are told, and only of
 * a name that they may see, since where it stands in a text is the name.
 *
 * @throws a top-level `NOT_ON_THIS_AXIS` for what was public
 */
export async function namesInTexts(person: PersonNode, search: NameSearch): Promise<FoundNames | undefined> {
  const { moment, id } = person;
  const { roles } = moment.reading.viewer;
  if (!roles.has('EDITOR') && !roles.has('ADMIN')) return undefined;
  const { snapshot } = moment.source;
  if (!snapshot) throw apiError('NOT_ON_THIS_AXIS', 'Texts are looked through as they are on record: ask by `index`.');
  const values = await person.valuesOf('name');
  const names = [...new Set(values.flatMap((value) => (value.kind === 'DISCLOSED' ? [value.value] : [])))];
  if (names.length === 0) return undefined;
  const { records, leftOut } = upTo(MOST_RECORDS, bearingRecords(snapshot, id));
  const { texts, next } = await look(person, snapshot, records, names, search);
  return { texts, leftOut, ...(next === undefined ? {} : { next }) };
}

async function look(
  { moment, id }: PersonNode,
  snapshot: Snapshot,
  records: readonly StreamName[],
  names: readonly string[],
  { after, first, singleWords = false }: NameSearch,
): Promise<{ texts: FoundName[]; next?: LogIndex }> {
  const texts: FoundName[] = [];
  let at = after ?? (-1 as LogIndex);
  for (let left = MOST_ENTRIES; left > 0; left -= TURN) {
    const places = snapshot.entries(records, { after: at, limit: TURN });
    const events = await moment.reading.model.events(places);
    for (const [n, place] of places.entries()) {
      if (texts.length >= first) return { texts, next: at };
      const { acknowledged = [] } = events[n]!;
      for (const found of namedTexts(events[n]!, id, names))
        if (singleWords || found.kind === 'NAME') texts.push({ ...found, entry: place.entry, place, acknowledged });
      at = place.index;
    }
    if (places.length < TURN) return { texts };
  }
  return { texts, next: at };
}

/** The first of them, each once. */
function upTo(most: number, all: Iterable<StreamName>): { records: StreamName[]; leftOut: boolean } {
  const found = new Set<StreamName>();
  for (const id of all) {
    if (found.size === most && !found.has(id)) return { records: [...found], leftOut: true };
    found.add(id);
  }
  return { records: [...found], leftOut: false };
}
