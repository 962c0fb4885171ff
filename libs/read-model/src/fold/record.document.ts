import type { LogIndex } from '#domain';
import type { RecordView } from '../query/views.types.js';
import { difference, isReplaced, withDifference, type Difference, type Replaced } from '../support/difference.js';
import type { Folded } from './folded.record.js';

/**
 * A version of a record as it is kept, JSON: whole, or what makes it of an earlier version that is. Each version whole
 * would make a record take the square of what was said of it.
 */
export interface RecordDocument {
  readonly text: string;
  /** Index of the whole version that it is told by; null where it is whole itself. */
  readonly base: LogIndex | null;
}

/** The whole version by which those that follow are told, and the length of its document. */
interface Basis {
  readonly index: LogIndex;
  readonly folded: Folded;
  readonly length: number;
}

/**
 * A difference that is longer than this part of the whole begins anew: so a version takes two rows to read, however many
 * there are, and a record of any size some quarter of what its versions would take whole.
 */
const LONGEST = 1 / 3;

// As long as a version is held, what the next one is told by is too.
const bases = new WeakMap<Folded, Basis>();

/**
 * Whether it is whole follows from the record's events alone, not from what happens to be in memory: two files that are
 * filled from one log hold the same.
 *
 * @param before the version before it, as `toDocument` was given it or `fromDocument` gave it
 */
export function toDocument(folded: Folded, index: LogIndex, before?: Folded): RecordDocument {
  const basis = before && bases.get(before);
  if (!basis) return toWholeDocument(folded, index);
  const text = JSON.stringify(difference(basis.folded, folded) ?? {});
  if (text.length > basis.length * LONGEST) return toWholeDocument(folded, index);
  bases.set(folded, basis);
  return { text, base: basis.index };
}

export function toWholeDocument(folded: Folded, index: LogIndex): RecordDocument {
  const text = JSON.stringify(folded);
  bases.set(folded, { index, folded, length: text.length });
  return { text, base: null };
}

/** @param whole gives the text of a whole version */
export function fromDocument(
  { text, base }: RecordDocument,
  index: LogIndex,
  whole: (base: LogIndex) => string,
): Folded {
  const basis = basisOf(base === null ? text : whole(base), base ?? index);
  const folded = base === null ? basis.folded : (withDifference(basis.folded, JSON.parse(text)) as Folded);
  bases.set(folded, basis);
  return folded;
}

const basisOf = (text: string, index: LogIndex): Basis => ({
  index,
  folded: JSON.parse(text) as Folded,
  length: text.length,
});

/** Only what may be shown of a version, from the view of the whole one that it is told by. */
export function viewOfDocument({ text, base }: RecordDocument, whole: (base: LogIndex) => RecordView): RecordView {
  if (base === null) return (JSON.parse(text) as Folded).view;
  const made = JSON.parse(text) as Replaced | { readonly view?: Difference };
  if (isReplaced(made)) return (made[1] as Folded).view;
  return made.view === undefined ? whole(base) : (withDifference(whole(base), made.view) as RecordView);
}
