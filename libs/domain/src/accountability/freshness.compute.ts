import { currentChargeStatus } from '../case/case.state.js';
import type { ChargeStatus } from '../case/case.schemas.js';
import type { RecordState } from '../record/record.fold.js';
import type { EventId } from '../shared/ids.js';
import type { EpochMs } from '../time/index.js';
import { DEFAULT_THRESHOLD_DAYS, standing, type AccountabilityInput } from './accountability.input.js';
import { officerStatuses } from './officers.compute.js';
import { statusValueOf } from './investigation-status.compute.js';

/** Milliseconds since the epoch, and the entry that it follows from. */
export interface Moment {
  readonly at: EpochMs;
  readonly entry: EventId;
}

export interface Freshness {
  /** When the last event was recorded that changed anything, in the incident or in what was done about it. */
  readonly lastMovementAt?: Moment;
  /** Until when it is known that nothing had changed, because somebody looked. */
  readonly lastConfirmedAt?: Moment;
  /** From when on (inclusive) knowledge is stale, unless something moves or is confirmed. */
  readonly staleFrom?: Moment;
}

const DAY = 86_400_000;

const UNSETTLED: ReadonlySet<ChargeStatus> = new Set([
  'PENDING',
  'AMENDED',
  'REDUCED',
  'DISMISSAL_SOUGHT',
  'REINSTATED',
  'PLEADED',
  'MISTRIAL',
  'ON_APPEAL',
]);

/**
 * By when things were recorded, not by when they happened: what goes stale is what we know. Retracted records are
 * looked at too, since to retract is to move.
 */
export function freshnessOf(input: AccountabilityInput): Freshness {
  const records: RecordState<unknown>[] = [
    input.incident,
    ...(input.duplicates ?? []),
    ...input.investigations,
    ...input.cases,
    ...input.statements,
  ];
  const lastMovementAt = latest([
    ...records.map((record) => record.lastMovement),
    ...officerStatuses(input.incident, input.officers ?? []).map(({ recordedAt: at, entry }) => ({ at, entry })),
  ]);
  const lastConfirmedAt = latest(records.map((record) => record.lastConfirmation));
  const base = later(lastMovementAt, lastConfirmedAt);
  const days = input.thresholdDays ?? DEFAULT_THRESHOLD_DAYS;
  return {
    ...(lastMovementAt ? { lastMovementAt } : {}),
    ...(lastConfirmedAt ? { lastConfirmedAt } : {}),
    ...(base && awaitsAnything(input) ? { staleFrom: { at: base.at + days * DAY, entry: base.entry } } : {}),
  };
}

/**
 * Only what may still move goes stale: an investigation that has not ended, a charge or an appeal that is not decided,
 * or an incident that no one is known to investigate. A deployment or a protest that is context awaits no
 * investigation; a record that is a tombstone or a duplicate awaits nothing.
 */
function awaitsAnything(input: AccountabilityInput): boolean {
  const { state, retraction } = input.incident;
  if (retraction || state.mergedInto) return false;
  const cases = standing(input.cases).map((record) => record.state);
  const unsettled = cases.some(
    ({ charges, appeals }) =>
      charges.some((charge) => UNSETTLED.has(currentChargeStatus(charge).status)) ||
      appeals.some((appeal) => !appeal.decided),
  );
  if (unsettled) return true;
  const status = statusValueOf(input);
  if (status === 'NONE_KNOWN') return state.relevance?.value !== 'CONTEXT';
  return status !== 'CLOSED' && status !== 'DECLINED';
}

type Recorded = { readonly at: string; readonly entry: EventId } | undefined;

function latest(all: readonly Recorded[]): Moment | undefined {
  let found: Moment | undefined;
  for (const one of all) if (one) found = later(found, { at: Date.parse(one.at), entry: one.entry });
  return found;
}

function later(a: Moment | undefined, b: Moment | undefined): Moment | undefined {
  if (!a || !b) return a ?? b;
  return b.at > a.at ? b : a;
}
