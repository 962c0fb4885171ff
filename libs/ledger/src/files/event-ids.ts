import type { Disk } from './disk.port.js';
import { idsFile, idsTailFile, PER_FILE, SORTED_ID_BYTES, TAIL_ID_BYTES } from './layout.js';

/** The first 32 bits of a UUID. Ids are hashes or random, so they spread; which one it is, the entry itself says. */
export const shortId = (eventId: string): number => parseInt(eventId.slice(0, 8), 16);

/** Short ids in order as sorted rows: 4 bytes of the id, 2 of the place. */
export function sortIds(tail: Buffer): Buffer {
  // 48 bits fit into a double, so one typed array sorts both at once.
  const rows = new Float64Array(tail.length / TAIL_ID_BYTES);
  for (let n = 0; n < rows.length; n++) rows[n] = tail.readUInt32BE(n * TAIL_ID_BYTES) * PER_FILE + n;
  rows.sort();
  const sorted = Buffer.allocUnsafe(rows.length * SORTED_ID_BYTES);
  rows.forEach((row, n) => sorted.writeUIntBE(row, n * SORTED_ID_BYTES, SORTED_ID_BYTES));
  return sorted;
}

/** Indices below `size` whose event id may be this one, the newest first. Each has to be looked at: 32 bits collide. */
export function* candidates(disk: Disk, size: number, eventId: string): Generator<number> {
  const short = shortId(eventId);
  for (let file = Math.floor(Math.max(0, size - 1) / PER_FILE); file >= 0; file--) {
    const first = file * PER_FILE;
    const places = disk.size(idsFile(file)) > 0 ? sortedPlaces(disk, file, short) : tailPlaces(disk, file, short);
    for (const place of places) if (first + place < size) yield first + place;
  }
}

function tailPlaces(disk: Disk, file: number, short: number): number[] {
  const name = idsTailFile(file);
  const tail = disk.read(name, 0, disk.size(name));
  const wanted = Buffer.alloc(TAIL_ID_BYTES);
  wanted.writeUInt32BE(short);
  const places: number[] = [];
  for (let at = tail.indexOf(wanted); at >= 0; at = tail.indexOf(wanted, at + 1))
    if (at % TAIL_ID_BYTES === 0) places.push(at / TAIL_ID_BYTES);
  return places;
}

/** Rows around the place at which an id should be, ids being spread evenly: eight times their standard deviation. */
const WINDOW = 1_024;

function sortedPlaces(disk: Disk, file: number, short: number): number[] {
  const guess = Math.floor((short / 2 ** 32) * PER_FILE);
  const [from, to] = [Math.max(0, guess - WINDOW), Math.min(PER_FILE, guess + WINDOW)];
  const rows = disk.read(idsFile(file), from * SORTED_ID_BYTES, (to - from) * SORTED_ID_BYTES);
  const isWithin = (from === 0 || idAt(rows, 0) < short) && (to === PER_FILE || idAt(rows, to - from - 1) > short);
  return isWithin ? placesIn(rows, short) : placesIn(disk.read(idsFile(file), 0, PER_FILE * SORTED_ID_BYTES), short);
}

const idAt = (rows: Buffer, n: number) => rows.readUInt32BE(n * SORTED_ID_BYTES);

function placesIn(rows: Buffer, short: number): number[] {
  const count = rows.length / SORTED_ID_BYTES;
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (idAt(rows, middle) < short) low = middle + 1;
    else high = middle;
  }
  const places: number[] = [];
  for (; low < count && idAt(rows, low) === short; low++)
    places.push(rows.readUInt16BE(low * SORTED_ID_BYTES + TAIL_ID_BYTES));
  return places;
}
