/**
 * What an input looks like from outside, made once from the schema of what is stored. It drives three things that must
 * agree: the GraphQL type, the change of a value into its stored form, and the way back from a stored path to the
 * caller's.
 */
export type InputShape =
  | { readonly kind: 'scalar'; readonly scalar: 'ID' | 'String' | 'Int' | 'SafeInt' | 'Boolean' }
  | {
      readonly kind: 'enum';
      readonly name: string;
      readonly values: Readonly<Record<string, string>>;
      readonly description: string;
    }
  | { readonly kind: 'list'; readonly items: InputShape }
  | ObjectShape
  | AlternativesShape;

export interface ObjectShape {
  readonly kind: 'object';
  /** Of the GraphQL type: `PlaceInput`. */
  readonly name: string;
  readonly description: string;
  readonly fields: readonly InputField[];
}

export interface InputField {
  /** As the caller writes it. */
  readonly name: string;
  /** Property of the stored form. */
  readonly stored: string;
  readonly description: string;
  readonly required: boolean;
  /** Required in what is stored, and an empty list unless given. */
  readonly emptyByDefault?: boolean;
  readonly shape: InputShape;
}

/** Exactly one member is given (`@oneOf`). */
export interface AlternativesShape {
  readonly kind: 'alternatives';
  readonly name: string;
  readonly description: string;
  readonly members: readonly Alternative[];
}

export interface Alternative {
  readonly name: string;
  readonly description: string;
  readonly shape: InputShape;
  /** Where the value stands in the stored form; without it the value's own properties are the stored form. */
  readonly stored?: string;
  /** What the choice itself says in the stored form: `{ kind: 'CLAIM' }`. */
  readonly implies?: Readonly<Record<string, string>>;
}
