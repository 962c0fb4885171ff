import type { Followed, Seen, Stored, StreamRead, Witnessed } from './witnessed.js';

/** Whoever reads or follows sees every event once, in order, and the same to the byte. */
export function verdictOnReads({
  log,
  readAll,
  reads,
  followers,
}: Pick<Witnessed, 'log' | 'readAll' | 'reads' | 'followers'>): string[] {
  const text = new Map(readAll.map(({ id, bytes }) => [id, bytes]));
  return [
    ...sameOrder('readAll', log, readAll),
    ...reads.flatMap((read) => verdictOnRead(read, log)),
    ...followers.flatMap((follower) => verdictOnFollower(follower, log, text)),
  ];
}

function verdictOnFollower(
  { name, seen, toldTooEarly, problems }: Followed,
  log: readonly Stored[],
  text: ReadonlyMap<string, string>,
): string[] {
  return [
    ...problems.map((problem) => `${name}: ${problem}`),
    ...sameOrder(name, log, seen),
    ...seen.filter(({ id, bytes }) => bytes !== text.get(id)).map(({ id }) => `${name}: ${id} differs from readAll's`),
    ...toldTooEarly.map((lacked) => `${name}: was told that it had all, and lacked ${lacked}`),
  ];
}

/** The first place at which they part says enough: all that follows it differs as well. */
function sameOrder(name: string, log: readonly Stored[], seen: readonly Seen[]): string[] {
  const n = log.findIndex(({ id, position }, at) => seen[at]?.id !== id || seen[at].position !== position);
  if (n < 0) return seen.length === log.length ? [] : [`${name}: saw ${seen[log.length]!.id} after the end of the log`];
  const [due, got] = [log[n]!, seen[n]];
  if (!got) return [`${name}: saw ${seen.length} of ${log.length} events, ${due.id} at ${due.position} is missing`];
  const before = seen.slice(0, n).some(({ id }) => id === got.id);
  const how = before ? 'again' : log.some(({ id }) => id === got.id) ? 'out of order' : 'though it is not in the log';
  return [`${name}: saw ${got.id} at ${got.position} ${how}, where ${due.id} at ${due.position} was due`];
}

/** A stream only grows: whenever it is read, what is read is how it begins. */
function verdictOnRead({ stream, ids }: StreamRead, log: readonly Stored[]): string[] {
  const now = log.filter((event) => event.stream === stream).map(({ id }) => id);
  return ids.every((id, n) => id === now[n])
    ? []
    : [`${stream}: was read as ${ids.join(', ')}, and is ${now.join(', ')}`];
}
