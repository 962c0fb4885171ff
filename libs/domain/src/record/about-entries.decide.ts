import { DECLARATIONS } from '../declarations.js';
import { invalid, record, refuse, type Command, type Decision } from '../shared/decision.js';
import type { Decider } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import type { JsonObject, Occurred } from '../shared/envelope.js';
import type { EventId } from '../shared/ids.js';
import { findAfterCycle } from '../time/index.js';
import { entryWith, type EntryStanding } from './effective-entries.js';
import { foldEntries, type RecordState } from './record.fold.js';
import { recordOrder } from './record.order.js';
import { sequence } from './sequence.warning.js';

/** The rules of the events that stand on every record: correct, withdraw, reinstate, retract, confirm. */
export function decideAboutEntries<State>(
  decider: Decider<State>,
  command: Command,
  current: RecordState<State>,
): Decision {
  switch (command.type) {
    case 'EntryCorrected':
      return correct(decider, command, current);
    case 'EntryWithdrawn':
      return withdraw(decider, command, current);
    case 'EntryReinstated':
      return reinstate(decider, command, current);
    case 'RecordRetracted':
      return current.retraction
        ? refuse('RECORD_RETRACTED', `${current.id} is retracted already (${current.retraction.because}).`, {
            path: '/record',
            entry: current.retraction.entry,
          })
        : duplicateOf(command);
    case 'RecordReinstated':
      return current.retraction
        ? record()
        : refuse('NOT_RETRACTED', `${current.id} is not retracted.`, { path: '/record' });
    default:
      return record();
  }
}

function duplicateOf(command: Command): Decision {
  return command.data['duplicateOf'] === command.stream
    ? refuse('SELF_REFERENCE', 'A record is not a duplicate of itself.', { path: '/data/duplicateOf' })
    : record();
}

function correct<State>(decider: Decider<State>, command: Command, current: RecordState<State>): Decision {
  const {
    entry: id,
    type,
    kept,
    replacement,
    occurred,
  } = command.data as unknown as {
    entry: EventId;
    type: string;
    kept: readonly string[];
    replacement: JsonObject;
    occurred?: Occurred;
  };
  const standing = current.standings.find((known) => known.event.id === id);
  if (!standing) return ofCorrection(id, current) ?? unknownEntry(id, current);
  const unfit = notAFact(standing, 'corrected');
  if (unfit) return unfit;
  if (standing.withdrawnBy)
    return refuse('ALREADY_WITHDRAWN', `Entry ${id} is withdrawn: reinstate it before correcting it.`, {
      path: '/data/entry',
      withdrawnBy: standing.withdrawnBy,
    });
  if (standing.event.type !== type)
    return refuse('TYPE_MISMATCH', `Entry ${id} is ${standing.event.type}; a correction cannot make it ${type}.`, {
      // The type follows from the replacement that was chosen: nobody writes it.
      path: '/data/replacement',
      expected: standing.event.type,
    });
  const foreign = kept.find((path) => !standing.event.sealed?.some((sealed) => sealed.path === path));
  if (foreign)
    return refuse('UNKNOWN_ITEM', `Entry ${id} has no sealed value at ${foreign} to keep.`, { path: '/data/kept' });
  const flawed = decider.examine?.({ type, data: replacement });
  if (flawed) return within(flawed);
  const after = { ...standing.entry, data: replacement, occurred: occurred ?? standing.entry.occurred };
  return refolded(decider, current, { standing, entry: after }, '/data/occurred/after');
}

/** Whether the order of the world still holds with one entry changed, taken out or put back. */
function refolded<State>(
  decider: Decider<State>,
  current: RecordState<State>,
  changed: { readonly standing: EntryStanding; readonly entry: Entry | undefined },
  path: string,
): Decision {
  // In log order, which decides between entries of one time.
  const entries = current.standings
    .map((known) => {
      if (known === changed.standing) return changed.entry;
      return known.withdrawnBy ? undefined : known.entry;
    })
    .filter((entry) => entry !== undefined);
  const cycle = findAfterCycle(entries);
  if (cycle) return refuse('CYCLE', 'These entries would each come after the other.', { path, cycle });
  return record(sequence(current, foldEntries(decider, current.id, recordOrder(decider, entries))));
}

/** The same refusal, with its path where the replacement stands in the correction. */
function within(decision: Decision): Decision {
  if (decision.outcome !== 'REFUSE' || !decision.refusal.path) return decision;
  const inReplacement = (path: string) => path.replace(/^\/data/, '/data/replacement');
  const { problems, path } = decision.refusal;
  if (problems) return invalid(...problems.map((problem) => ({ ...problem, path: inReplacement(problem.path) })));
  return { ...decision, refusal: { ...decision.refusal, path: inReplacement(path) } };
}

function withdraw<State>(decider: Decider<State>, command: Command, current: RecordState<State>): Decision {
  const id = command.data['entry'] as EventId;
  const found = locate(id, current);
  if (!found) return unknownEntry(id, current);
  const { standing, correction } = found;
  const unfit = notAFact(standing, 'withdrawn');
  if (unfit) return unfit;
  if (correction ? isWithdrawnCorrection(standing, id) : standing.withdrawnBy)
    return refuse('ALREADY_WITHDRAWN', `Entry ${id} is withdrawn already.`, { path: '/data/entry' });
  // The event that began the record is the record: without it nothing would stand.
  if (!correction && standing.event.revision === 0)
    return refuse('NOT_ALLOWED', `Entry ${id} began ${current.id}: retract the record, or correct the entry.`, {
      path: '/data/entry',
    });
  const left = correction ? asIf(standing, id, true) : undefined;
  return refolded(decider, current, { standing, entry: left }, '/data/entry');
}

function reinstate<State>(decider: Decider<State>, command: Command, current: RecordState<State>): Decision {
  const id = command.data['entry'] as EventId;
  const found = locate(id, current);
  if (!found) return unknownEntry(id, current);
  const withdrawn = found.correction
    ? isWithdrawnCorrection(found.standing, id)
    : found.standing.withdrawnBy !== undefined;
  if (!withdrawn) return refuse('NOT_WITHDRAWN', `Entry ${id} is not withdrawn.`, { path: '/data/entry' });
  const { standing, correction } = found;
  return refolded(
    decider,
    current,
    { standing, entry: correction ? asIf(standing, id, false) : standing.entry },
    '/data/entry',
  );
}

/** The entry with one of its corrections withdrawn, or counting again; absent where it is withdrawn itself. */
function asIf({ event, corrections, withdrawnBy }: EntryStanding, id: EventId, withdrawn: boolean): Entry | undefined {
  if (withdrawnBy) return undefined;
  const counting = corrections.filter((known) => (known.id === id ? !withdrawn : !known.withdrawn));
  return entryWith(
    event,
    counting.map((correction) => correction.event),
  );
}

/** What an editor decided is not put right but decided anew: it was never a claim about the world. */
function notAFact({ event }: EntryStanding, verb: string): Decision | undefined {
  const nature = DECLARATIONS.find(({ type }) => type === event.type)?.nature;
  if (nature !== 'DECISION' && nature !== 'OPERATIONAL') return undefined;
  return refuse('NOT_A_FACT', `Entry ${event.id} is ${event.type}, a decision and no fact: it cannot be ${verb}.`, {
    path: '/data/entry',
    type: event.type,
  });
}

function locate(id: EventId, current: RecordState<unknown>) {
  for (const standing of current.standings) {
    if (standing.event.id === id) return { standing, correction: false };
    if (standing.corrections.some((correction) => correction.id === id)) return { standing, correction: true };
  }
  return undefined;
}

/** A correction is put right by correcting the original again: the last one stands in its place. */
function ofCorrection(id: EventId, current: RecordState<unknown>): Decision | undefined {
  const original = locate(id, current)?.standing.event.id;
  if (original === undefined) return undefined;
  return refuse(
    'UNKNOWN_REFERENCE',
    `Entry ${id} is a correction of entry ${original}: correct ${original} again, or withdraw the correction.`,
    { path: '/data/entry', original },
  );
}

const isWithdrawnCorrection = (standing: EntryStanding, id: EventId): boolean =>
  standing.corrections.some((correction) => correction.id === id && correction.withdrawn);

const unknownEntry = (id: EventId, current: RecordState<unknown>): Decision =>
  refuse('UNKNOWN_REFERENCE', `${current.id} has no entry ${id} that this can be about.`, { path: '/data/entry' });
