import type { EventId, LogIndex } from '#domain';
import type { Disclosure, Restriction, SubjectKind } from '#vault';

export interface SubjectErasure {
  readonly fields: readonly string[] | 'ALL';
  readonly at: string;
  readonly basis?: string;
  readonly entry: EventId;
  /** Place of the erasure in the log; it reaches what was recorded before. */
  readonly index: LogIndex;
}

/** What policy and erasure have to know of a data subject: as it stands now, whatever moment is being read. */
export interface SubjectFacts {
  readonly kind: SubjectKind;
  readonly minor: boolean;
  /** Of a public official: on record as acting in office, not as somebody to whom something was done. */
  readonly actingInOffice: boolean;
  readonly disclosures: readonly Disclosure[];
  readonly restrictions: readonly Restriction[];
  readonly erasures: readonly SubjectErasure[];
}

/** The erasure that took a value, if there is one. */
export const erasureOf = (facts: SubjectFacts, field: string, recorded: LogIndex): SubjectErasure | undefined =>
  facts.erasures.find(({ fields, index }) => recorded < index && (fields === 'ALL' || fields.includes(field)));
