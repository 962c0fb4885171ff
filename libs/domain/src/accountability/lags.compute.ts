import type { RecordState } from '../record/record.fold.js';
import type { Entry } from '../shared/entry.js';
import { entriesOfType, standing, type AccountabilityInput } from './accountability.input.js';
import { investigationStatusOf } from './investigation-status.compute.js';
import { lagToFirst, lagToLast, type Lag, type Timed } from './lag.js';

/** Hours from the incident to what followed; each is absent where it did not, or where the times do not allow it. */
export interface Lags {
  readonly statement?: Lag;
  /** To the first investigation that was announced or opened. */
  readonly investigation?: Lag;
  readonly officerNamed?: Lag;
  readonly footage?: Lag;
  /** To the first charges, against whomever. */
  readonly charges?: Lag;
  readonly chargesAgainstOfficer?: Lag;
  /** To the last closing, once every investigation that was begun is closed. */
  readonly closing?: Lag;
}

export function lagsOf(input: AccountabilityInput): Lags {
  const { occurred } = input.incident.state;
  if (!occurred) return {};
  const from: Timed = { at: occurred.value, entry: occurred.entry };
  const first = (entries: readonly Entry[]) => lagToFirst(from, entries.map(timed));
  const investigations = standing(input.investigations);
  const cases = standing(input.cases);
  const ofOfficers = cases.filter(({ state }) => state.against?.value === 'OFFICER');
  const closed = investigationStatusOf(input).value === 'CLOSED';
  return present({
    statement: first(all(standing(input.statements), 'StatementIssued')),
    investigation: first(all(investigations, 'InvestigationAnnounced', 'InvestigationOpened')),
    officerNamed: first(milestones(investigations, 'OFFICER_NAMED')),
    footage: first(milestones(investigations, 'FOOTAGE_RELEASED')),
    charges: first(all(cases, 'ChargesFiled')),
    chargesAgainstOfficer: first(all(ofOfficers, 'ChargesFiled')),
    closing: closed ? lagToLast(from, closings(investigations)) : undefined,
  });
}

const timed = ({ id, occurred }: Entry): Timed => ({ at: occurred, entry: id });

const all = (records: readonly RecordState<unknown>[], ...types: readonly string[]): Entry[] =>
  records.flatMap((record) => entriesOfType(record, ...types));

const milestones = (records: readonly RecordState<unknown>[], code: string): Entry[] =>
  all(records, 'InvestigationMilestoneRecorded').filter(
    ({ data }) => (data['milestone'] as { code?: string }).code === code,
  );

/** The closing that counts of each: one that was reopened closed for good only the last time. */
const closings = (records: AccountabilityInput['investigations']): Timed[] =>
  records.flatMap(({ state }) => (state.closed ? [{ at: state.closed.at, entry: state.closed.entry }] : []));

const present = (lags: { [K in keyof Lags]: Lags[K] | undefined }): Lags =>
  Object.fromEntries(Object.entries(lags).filter(([, lag]) => lag !== undefined));
