import {
  CHAINS,
  chainsFrom,
  foldRecord,
  type Chain,
  type Command,
  type EventDeclaration,
  type RecordState,
  type StoredEvent,
  type StreamName,
} from '#domain';
import { upcast } from '#catalogue';
import type { CommandRefusal } from '../command.types.js';
import { deciderOf, type LoadedRecord, type RecordLoader } from './record-loader.js';

/** Commands after which a chain may lead elsewhere, each with what is to blame then. */
const LEADING: Readonly<Record<string, string>> = {
  IncidentMerged: '/data/into',
  AgencyMerged: '/data/into',
  AgencySucceeded: '/data/by',
  AgencyParentChanged: '/data/parent',
  RecordRetracted: '/data/duplicateOf',
  // What they put back may lead where nothing led in the meantime.
  EntryCorrected: '/data/entry',
  EntryWithdrawn: '/data/entry',
  EntryReinstated: '/data/entry',
};

/**
 * Why a chain of records would come back to where it began. Judged by what the record would say with the command in it,
 * so that a correction, or an entry that counts again, closes no circle either. Two nodes may still close one between
 * them, each of which saw only its own half: readers have to bear that.
 */
export async function closedCircle(
  declaration: EventDeclaration,
  command: Command,
  loaded: LoadedRecord,
  records: RecordLoader,
): Promise<CommandRefusal | undefined> {
  const path = LEADING[command.type];
  if (path === undefined) return undefined;
  const before = chainsFrom(loaded.state);
  const after = chainsFrom(withCommand(declaration, command, loaded));
  for (const chain of Object.keys(CHAINS) as Chain[]) {
    for (const next of after[chain]) {
      if (before[chain].includes(next)) continue;
      const known = await wayBack(chain, next, command.stream, records, false);
      // What is kept in memory may be behind the log: a refusal is only given on what the log says now.
      const way = known && (await wayBack(chain, next, command.stream, records, true));
      if (way) return circle(chain, [command.stream, ...way], path);
    }
  }
  return undefined;
}

function withCommand(
  { type, schema }: EventDeclaration,
  command: Command,
  { events, state }: LoadedRecord,
): RecordState<unknown> {
  const { id, stream, data, occurred, attribution, sources, reason, actor } = command;
  const event: StoredEvent = {
    id,
    stream,
    revision: state.revision + 1,
    type,
    schema,
    recordedAt: '',
    occurred,
    ...(attribution && { attribution }),
    ...(sources && { sources }),
    ...(reason && { reason }),
    actor,
    correlationId: id,
    causationId: id,
    data,
  };
  return foldRecord(deciderOf(stream), stream, [...events, event].map(upcast));
}

/** The records from one to another along a chain, both included; undefined where it does not lead there. */
async function wayBack(
  chain: Chain,
  from: StreamName,
  to: StreamName,
  records: RecordLoader,
  fresh: boolean,
): Promise<StreamName[] | undefined> {
  const ways = new Map<StreamName, readonly StreamName[]>([[from, [from]]]);
  // A map that grows while it is gone through: nearest first, and a circle among others ends by itself.
  for (const [at, way] of ways) {
    if (at === to) return [...way];
    const { state } = await records.load(at, { fresh });
    for (const next of chainsFrom(state)[chain]) if (!ways.has(next)) ways.set(next, [...way, next]);
  }
  return undefined;
}

const circle = (chain: Chain, way: readonly StreamName[], path: string): CommandRefusal => ({
  code: 'CYCLE',
  message: `This would close a circle in which each record ${CHAINS[chain]} the next: ${way.join(' → ')}. Name another record, or undo one of the other steps first.`,
  path,
  details: { chain: way },
});
