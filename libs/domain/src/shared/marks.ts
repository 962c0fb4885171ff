/**
 * Every leaf path of every schema says how public it is; a schema with an unmarked path does not load.
 *
 * - `coded`: codes, ids, dates, counts. In the clear everywhere.
 * - `narrative`: words. In the log in the clear, in the public ledger only as a commitment, so a text can be withheld.
 * - sealed: personal data. The event holds a commitment; the value lives in the vault and can be erased.
 */
export type Mark = 'coded' | 'narrative' | SealedMark;

export interface SealedMark {
  /** The field of the subject, as disclosure and erasure name it: `nationality`. */
  readonly field: string;
  /**
   * Whose data it is: `stream` (the record itself), or a relative JSON pointer from the leaf to a coded path that
   * names a person, an actor or a source: `2/home` goes two levels up and then to `home`.
   */
  readonly subject: string;
  /** Where the pointer finds no subject the value is narrative; without this it is refused. */
  readonly otherwise?: 'narrative';
}

/** The keyword under which a schema carries its mark. */
export const MARK = 'x-mark';
/** The keyword under which a schema names the vocabulary that a code is checked against. */
export const VOCABULARY = 'x-vocabulary';
/** The keyword under which a schema names the aggregates that a reference may point at. */
export const REFERENCE = 'x-reference';
/** The keyword under which a schema says its form in words that complete "it must be …": `a UUID`. */
export const FORM = 'x-form';
/**
 * The keyword that names a rule for a value which its form alone does not say. Rules hold for what a command brings;
 * what is on record is read whether it follows them or not.
 */
export const RULE = 'x-rule';
export type RuleName =
  'COUNT' | 'COUNTRY' | 'CURRENCY' | 'DISTINCT' | 'EDTF' | 'NOT_FUTURE' | 'NOT_PAST' | 'PLACE' | 'WEB_ADDRESS' | 'ZONE';
/** The keyword that names an enumeration or object, for the API's type names; descriptions of enum values go with it. */
export const NAME = 'x-name';
export const VALUES = 'x-values';

export const sealed = (field: string, subject = 'stream'): SealedMark => ({ field, subject });
/** Sealed if the pointer names a subject, else narrative. */
export const sealedIf = (field: string, subject: string): SealedMark => ({ field, subject, otherwise: 'narrative' });
/** The keyword of a property whose schema is that of another event: pointers to its `type` and `schema`. */
export const EMBEDS = 'x-embeds';
