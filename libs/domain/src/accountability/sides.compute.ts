import { currentChargeStatus, type Arrest, type Case, type Charge, type CustodyInterval } from '../case/case.state.js';
import type { ArrestKind, ChargeStatus, Custody, Side } from '../case/case.schemas.js';
import type { RecordState } from '../record/record.fold.js';
import type { Party } from '../shared/common.schemas.js';
import type { EventId, StreamName } from '../shared/ids.js';
import { standing, type AccountabilityInput } from './accountability.input.js';
import { partyKey } from './party.key.js';

/** Someone who was arrested, or of whose custody something is on record. */
export interface Held {
  /** The side that the case is against; absent only where the entry that said it is not in this view. */
  readonly side?: Side;
  readonly case: StreamName;
  readonly of: Party;
  /** How it stands: the last of arrest and custody. */
  readonly status: ArrestKind | Custody;
  readonly arrest?: Arrest;
  readonly custody?: CustodyInterval;
  readonly entries: readonly EventId[];
}

export interface ChargeLine {
  readonly case: StreamName;
  readonly charge: Charge;
  readonly entries: readonly EventId[];
}

/** Charges against one side that stand alike. */
export interface ChargeGroup {
  readonly side?: Side;
  readonly status: ChargeStatus;
  /** Counts of all of them together. */
  readonly counts: number;
  readonly charges: readonly ChargeLine[];
  readonly entries: readonly EventId[];
}

export const arrestsOf = ({ cases }: Pick<AccountabilityInput, 'cases'>): Held[] => standing(cases).flatMap(heldIn);

function heldIn({ state, entries }: RecordState<Case>): Held[] {
  const place = new Map(entries.map((entry, n) => [entry.id, n]));
  const happenings = [...state.arrests, ...state.custody].sort((a, b) => place.get(a.entry)! - place.get(b.entry)!);
  const people = new Map<string, (Arrest | CustodyInterval)[]>();
  for (const happening of happenings) {
    const key = partyKey(happening.of) ?? happening.entry;
    people.set(key, [...(people.get(key) ?? []), happening]);
  }
  return [...people.values()].map((course) => {
    const arrest = course.findLast((one): one is Arrest => 'arrest' in one);
    const custody = course.findLast((one): one is CustodyInterval => 'custody' in one);
    const last = course.at(-1)!;
    return {
      ...(state.against ? { side: state.against.value } : {}),
      case: state.id,
      of: last.of,
      status: 'arrest' in last ? last.arrest : last.custody,
      ...(arrest ? { arrest } : {}),
      ...(custody ? { custody } : {}),
      entries: withSide(
        state,
        course.map(({ entry }) => entry),
      ),
    };
  });
}

export function chargesOf({ cases }: Pick<AccountabilityInput, 'cases'>): ChargeGroup[] {
  const groups = new Map<string, { side?: Side; status: ChargeStatus; charges: ChargeLine[] }>();
  for (const { state } of standing(cases)) {
    const side = state.against?.value;
    for (const charge of state.charges) {
      const { status, entry } = currentChargeStatus(charge);
      const key = `${side} ${status}`;
      const group = groups.get(key) ?? { ...(side ? { side } : {}), status, charges: [] };
      group.charges.push({ case: state.id, charge, entries: withSide(state, [charge.entry, entry]) });
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => ({
    ...group,
    counts: group.charges.reduce((sum, { charge }) => sum + charge.counts, 0),
    entries: [...new Set(group.charges.flatMap(({ entries }) => entries))],
  }));
}

const withSide = ({ against }: Case, entries: readonly EventId[]): EventId[] => [
  ...new Set([...(against ? [against.entry] : []), ...entries]),
];
