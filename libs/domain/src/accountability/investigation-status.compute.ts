import type { InvestigationStatus } from '../investigation/investigation.state.js';
import { currentLead } from '../investigation/investigation.state.js';
import type { Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import { standing, type AccountabilityInput, type Grounded } from './accountability.input.js';

/** The first of these that an investigation is in is the incident's: one that goes on outweighs those that ended. */
export const STATUS_ORDER = ['OPEN', 'REFERRED', 'SUSPENDED', 'ANNOUNCED', 'CLOSED', 'DECLINED'] as const;

export interface InvestigationLine {
  readonly investigation: StreamName;
  readonly status: InvestigationStatus;
  readonly since?: Occurred;
  /** Code of the vocabulary InvestigationKind. */
  readonly kind?: string;
  /** Who leads now, or declined. */
  readonly agency?: StreamName;
  readonly outcome?: string;
  readonly entries: readonly EventId[];
}

export interface InvestigationStatusOf extends Grounded<InvestigationStatus | 'NONE_KNOWN'> {
  /** Every investigation on record, in the order given. */
  readonly investigations: readonly InvestigationLine[];
}

/** The value alone, for who computes it at every event. */
export function statusValueOf({
  investigations,
}: Pick<AccountabilityInput, 'investigations'>): InvestigationStatusOf['value'] {
  const counting = standing(investigations);
  return STATUS_ORDER.find((status) => counting.some(({ state }) => state.status === status)) ?? 'NONE_KNOWN';
}

export function investigationStatusOf({
  investigations,
}: Pick<AccountabilityInput, 'investigations'>): InvestigationStatusOf {
  const lines = standing(investigations).flatMap(({ state }): InvestigationLine[] => {
    // Not begun as far as this view knows: the entry that began it is not in it.
    if (state.status === 'NONE') return [];
    const agency = state.declinedBy?.value ?? currentLead(state)?.agency;
    return [
      {
        investigation: state.id,
        status: state.status,
        ...(state.statusSince ? { since: state.statusSince } : {}),
        ...(state.kind ? { kind: state.kind.value } : {}),
        ...(agency ? { agency } : {}),
        ...(state.closed ? { outcome: state.closed.outcome } : {}),
        entries: state.statusEntry ? [state.statusEntry] : [],
      },
    ];
  });
  const value = statusValueOf({ investigations });
  const entries = lines.filter((line) => line.status === value).flatMap((line) => line.entries);
  return { value, entries, investigations: lines };
}
