import type { StoredEvent } from '#domain';
import {
  ed25519Signer,
  FormatError,
  parseVerifierKey,
  requireSealedIndex,
  SignatureError,
  signCheckpoint,
} from '#ledger';
import type { RecordedEvent } from '#event-store';
import { ReadingHere } from '../log/testing/reading.here.js';
import { MemoryLog, storedEvents } from '../sealer/testing/memory.log.js';
import { ORIGIN, rootsOf, SIGNER } from '../sealer/testing/sealing.harness.js';
import type { IndexedEntry } from './sealed.index.js';

const COUNT = 20;
const VERIFIERS = [parseVerifierKey(SIGNER.vkey)];
const STRANGER = ed25519Signer(ORIGIN, Buffer.alloc(32, 7));

async function tableOf(log: MemoryLog): Promise<IndexedEntry[]> {
  const rows: IndexedEntry[] = [];
  for await (const { id, stream, revision, position } of log.readAll({}) as AsyncIterable<RecordedEvent>)
    rows.push({ index: rows.length, id, stream, revision, position });
  return rows;
}

const headOf = (events: readonly StoredEvent[], size: number, signer = SIGNER) => {
  const tree = { size, root: rootsOf(events)(size) };
  return { ...tree, checkpoint: signCheckpoint(ORIGIN, tree, [signer]) };
};

interface Given {
  readonly events: readonly StoredEvent[];
  readonly log: MemoryLog;
  readonly rows: IndexedEntry[];
}

describe('a table of indices that somebody else made', () => {
  let given: Given;
  beforeEach(async () => {
    const events = storedEvents(COUNT);
    const log = new MemoryLog(events);
    given = { events, log, rows: await tableOf(log) };
  });

  const compare = (head = headOf(given.events, COUNT), ahead?: ReadingHere) =>
    requireSealedIndex(
      { size: given.rows.length, entries: () => given.rows },
      { log: given.log, head, verifiers: VERIFIERS, ...(ahead && { ahead }) },
    );

  it.each([0, 1, 7, COUNT])('holds where it ends at %i entries, and the tree later', async (size) => {
    given.rows.length = size;
    expect(await compare()).toBe(COUNT);
    expect(await compare(undefined, new ReadingHere(given.log, 3))).toBe(COUNT);
  });

  it('holds where the checkpoint ends before it, or there is none yet', async () => {
    expect(await compare(headOf(given.events, 5))).toBe(5);
    const table = { size: COUNT, entries: () => given.rows };
    expect(await requireSealedIndex(table, { log: given.log, head: undefined, verifiers: [] })).toBe(0);
  });

  it.each<[string, (given: Given) => void, RegExp]>([
    [
      'has another event at an index',
      ({ rows }) => (rows[3] = { ...rows[3]!, id: rows[4]!.id }),
      /^at index 3 the table has event \S+ \(revision .*\), and the log event /,
    ],
    ['has another position', ({ rows }) => (rows[3] = { ...rows[3]!, position: rows[4]!.position }), /^at index 3 /],
    [
      'has another revision',
      ({ rows }) => (rows[3] = { ...rows[3]!, revision: rows[3]!.revision + 1 }),
      /^at index 3 /,
    ],
    [
      'leaves one out',
      ({ rows }) => rows.splice(5, 1, { ...rows[5]!, index: 6 }),
      /^the table has no entry at index 5$/,
    ],
    [
      'has more than the log',
      ({ rows }) => rows.push({ ...rows[0]!, index: COUNT }),
      /^the log ends after 20 entries; the table has 21, and 20 are sealed$/,
    ],
    [
      'is of a log that was rewritten with it',
      ({ log, events }) => (log.events[2] = { ...events[2]!, occurred: { ...events[2]!.occurred, edtf: '2025' } }),
      /^the log makes another tree of 20 entries than the signed checkpoint has$/,
    ],
  ])('is refused where it %s', async (_what, tamper, message) => {
    tamper(given);
    await expect(compare(headOf(storedEvents(COUNT), COUNT))).rejects.toThrow(message);
  });

  it('is refused where the checkpoint is signed by somebody else, or is none', async () => {
    await expect(compare(headOf(given.events, COUNT, STRANGER))).rejects.toThrow(SignatureError);
    await expect(compare({ ...headOf(given.events, COUNT), checkpoint: 'no note' })).rejects.toThrow(FormatError);
  });
});
