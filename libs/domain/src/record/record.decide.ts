import type { EventDeclaration } from '../shared/declaration.js';
import { record, refuse, type Command, type Decision, type Warning } from '../shared/decision.js';
import type { Decider } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import { NEEDS_NO_ACKNOWLEDGEMENT } from '../shared/refusals.js';
import { warningsMessage } from '../shared/warning.js';
import { findAfterCycle, insertsAtEnd } from '../time/index.js';
import { decideAboutEntries } from './about-entries.decide.js';
import { isAboutEntries } from './effective-entries.js';
import { foldEntries, type RecordState } from './record.fold.js';
import { recordOrder } from './record.order.js';
import { sequence } from './sequence.warning.js';

/**
 * Judges a command against a record: first what holds for every record, then the aggregate's own rules on the state
 * at the command's place in world order, then whether the sequence still fits.
 * @param noticed warnings from outside of the domain (sealed names in a text), to be acknowledged like its own
 */
export function decideOnRecord<State>(
  declaration: EventDeclaration,
  decider: Decider<State>,
  command: Command,
  current: RecordState<State>,
  noticed: readonly Warning[] = [],
): Decision {
  const refused = existence(declaration, command, current) ?? grounds(declaration, command);
  if (refused) return refused;
  const decision = isAboutEntries(command.type)
    ? decideAboutEntries(decider, command, current)
    : decideEntry(decider, command, current);
  return decision.outcome === 'REFUSE' ? decision : acknowledged([...decision.warnings, ...noticed], command);
}

function existence(
  declaration: EventDeclaration,
  command: Command,
  current: RecordState<unknown>,
): Decision | undefined {
  const exists = current.revision >= 0;
  if (declaration.creates === 'ALWAYS' && exists)
    return refuse('ALREADY_EXISTS', `${command.stream} is on record already, at revision ${current.revision}.`, {
      // An agency is named by the caller; any other id follows from the command's.
      path: declaration.aggregate === 'agency' ? '/record' : '/commandId',
      actualRevision: current.revision,
    });
  if (declaration.creates === 'NEVER' && !exists)
    return refuse('UNKNOWN_RECORD', `There is no record ${command.stream}.`, { path: '/record' });
  if (current.retraction && command.type !== 'RecordReinstated' && command.type !== 'RecordRetracted')
    return refuse(
      'RECORD_RETRACTED',
      `${command.stream} was retracted (${current.retraction.because}): reinstate it before adding to it.`,
      { path: '/record', because: current.retraction.because, entry: current.retraction.entry },
    );
  return undefined;
}

function grounds({ nature }: EventDeclaration, command: Command): Decision | undefined {
  if (nature === 'FACT' && !command.sources?.length)
    return refuse('SOURCES_REQUIRED', 'A fact needs at least one source: name it in `sources`.', { path: '/sources' });
  if ((nature === 'DECISION' || nature === 'CORRECTION') && !command.reason)
    return refuse('REASON_REQUIRED', `${command.type} needs a reason: say why in \`reason\`.`, { path: '/reason' });
  return undefined;
}

function decideEntry<State>(decider: Decider<State>, command: Command, current: RecordState<State>): Decision {
  const flawed = decider.examine?.(command);
  if (flawed) return flawed;
  const added = entryFrom(command, current);
  // Mostly it comes last, and nothing that is before it has to be looked at.
  if (!added.occurred.after?.length && insertsAtEnd(current.entries, added))
    return decideOn(decider, command, current, current, [added]);
  const all = [...current.standings.filter((s) => s.withdrawnBy === undefined).map((s) => s.entry), added];
  const cycle = findAfterCycle(all);
  if (cycle)
    return refuse('CYCLE', 'These entries would each come after the other.', { path: '/occurred/after', cycle });
  const ordered = recordOrder(decider, all);
  const place = ordered.indexOf(added);
  return decideOn(decider, command, current, foldedUpTo(decider, current, ordered, place), ordered.slice(place));
}

/**
 * @param before the record at the command's place in world order
 * @param rest the entries from there on, the new one first
 */
function decideOn<State>(
  decider: Decider<State>,
  command: Command,
  current: RecordState<State>,
  before: Pick<RecordState<State>, 'state' | 'gaps'>,
  rest: readonly Entry[],
): Decision {
  const decision = decider.decide(command, before.state, { begins: current.revision < 0 });
  if (decision.outcome === 'REFUSE') return decision;
  return record(...decision.warnings, sequence(current, foldEntries(decider, current.id, rest, before)));
}

/** The first entries of an order, folded: mostly they are the record as it is, with the new entry to come last. */
function foldedUpTo<State>(
  decider: Decider<State>,
  current: RecordState<State>,
  ordered: readonly Entry[],
  place: number,
): Pick<RecordState<State>, 'state' | 'gaps'> {
  const isCurrent = place === current.entries.length && current.entries.every((entry, n) => entry === ordered[n]);
  return isCurrent ? current : foldEntries(decider, current.id, ordered.slice(0, place));
}

const entryFrom = (command: Command, current: RecordState<unknown>): Entry => ({
  id: command.id,
  stream: command.stream,
  revision: current.revision + 1,
  type: command.type,
  schema: 0,
  recordedAt: '',
  occurred: command.occurred,
  ...(command.attribution ? { attribution: command.attribution } : {}),
  sources: command.sources ?? [],
  actor: command.actor,
  data: command.data,
  sealed: [],
});

function acknowledged(warnings: readonly Warning[], command: Command): Decision {
  const open = warnings.filter(
    ({ code }) => !NEEDS_NO_ACKNOWLEDGEMENT.includes(code) && !command.acknowledge.includes(code),
  );
  if (open.length === 0) return { outcome: 'RECORD', warnings };
  const [first] = open;
  const refusal = {
    code: 'UNACKNOWLEDGED' as const,
    message: warningsMessage(open),
    ...(first?.path ? { path: first.path } : {}),
    details: { warnings: open.map((warning) => warning.code) },
    warnings: open,
  };
  return { outcome: 'REFUSE', refusal };
}
