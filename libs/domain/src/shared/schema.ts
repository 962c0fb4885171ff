import { Type, type Static, type TObject, type TProperties, type TSchema } from '#typebox';
import { EVENT_ID_PATTERN, streamPattern, type Aggregate, type StreamName } from './ids.js';
import { FORM, MARK, NAME, REFERENCE, RULE, VALUES, VOCABULARY, type Mark, type RuleName } from './marks.js';
import type { VocabularyName } from './vocabularies.js';

/**
 * The few words in which events are declared. Each leaf gets its mark where it is written, so none can be forgotten;
 * limits are part of the schema, since what a stranger can send must be bounded.
 */

export const MAX_TITLE = 300;
export const MAX_TEXT = 8_000;
export const MAX_ITEMS = 100;

const closed = { additionalProperties: false } as const;

/** An object without other properties than those named. */
export const object = <P extends TProperties>(
  properties: P,
  options: { name?: string; description?: string; rule?: RuleName } = {},
) =>
  Type.Object(properties, {
    ...closed,
    ...(options.name ? { [NAME]: options.name } : {}),
    ...(options.description ? { description: options.description } : {}),
    ...(options.rule ? { [RULE]: options.rule } : {}),
  });

export const optional = Type.Optional;

export const list = <T extends TSchema>(items: T, options: { min?: number; max?: number; description?: string } = {}) =>
  Type.Array(items, {
    minItems: options.min ?? 0,
    maxItems: options.max ?? MAX_ITEMS,
    ...(isNaming(items) ? { [RULE]: 'DISTINCT' } : {}),
    ...(options.description ? { description: options.description } : {}),
  });

/** Whether items only name something: to name it twice says nothing more, and would count it twice. */
const isNaming = (items: TSchema): boolean =>
  (items as { [MARK]?: Mark })[MARK] === 'coded' || (items as { [NAME]?: string })[NAME] === 'Coded';

/** A list of which at least one item must be given. */
export const some = <T extends TSchema>(items: T, description?: string) => list(items, { min: 1, description });

/** A closed list of codes that will not grow: state machines, sides. An enum of the API. */
export const choice = <const V extends Readonly<Record<string, string>>>(
  name: string,
  values: V,
  description?: string,
) =>
  Type.Enum(Object.keys(values) as (keyof V & string)[], {
    [MARK]: 'coded',
    [NAME]: name,
    [VALUES]: values,
    description: description ?? name,
  });

/** The source's own word for what we have a code for. */
export const raw = (mark: Mark) =>
  object(
    {
      scheme: Type.String({ [MARK]: 'coded', minLength: 1, maxLength: 100, description: 'The vocabulary used.' }),
      schemeVersion: Type.Optional(
        Type.String({ [MARK]: 'coded', minLength: 1, maxLength: 50, description: 'Its version, where known.' }),
      ),
      value: Type.String({ [MARK]: mark, minLength: 1, maxLength: MAX_TITLE, description: 'The word as it stands.' }),
    },
    { name: 'Raw', description: "The source's own word, with the vocabulary it comes from." },
  );

/** A code of a list that will grow (⊕): checked against the vocabulary, not enumerated in the schema. */
export const coded = (vocabulary: VocabularyName, description?: string) =>
  object(
    { code: codeOf(vocabulary), raw: Type.Optional(raw('narrative')) },
    { name: 'Coded', description: description ?? `A code of the vocabulary ${vocabulary}.` },
  );

export const codeOf = (vocabulary: VocabularyName, mark: Mark = 'coded') =>
  Type.String({
    [MARK]: mark,
    [VOCABULARY]: vocabulary,
    pattern: '^[A-Z][A-Z0-9_]{0,59}$',
    [FORM]: `a code of the vocabulary ${vocabulary}`,
    description: `A code of the vocabulary ${vocabulary}.`,
  });

/** A reference to a record of one of the given aggregates; that it exists is checked when a command is handled. */
export const ref = (aggregates: Aggregate | readonly Aggregate[], description?: string) => {
  const targets = typeof aggregates === 'string' ? [aggregates] : aggregates;
  return Type.Unsafe<StreamName>(
    Type.String({
      [MARK]: 'coded',
      [REFERENCE]: targets,
      pattern: streamPattern(...targets),
      [FORM]: `the id of a record: ${targets.map(idForm).join(' or ')}`,
      maxLength: 200,
      description: description ?? `Id of a record: ${targets.join(' or ')}.`,
    }),
  );
};

const idForm = (aggregate: Aggregate): string => `${aggregate}-${aggregate === 'agency' ? '<slug>' : '<uuid>'}`;

/** A reference to an entry: the id of an event. */
export const entryRef = (description = 'Id of an entry of the record.') =>
  Type.String({
    [MARK]: 'coded',
    [REFERENCE]: ['entry'],
    pattern: EVENT_ID_PATTERN,
    [FORM]: 'the id of an entry: a UUID in lower case',
    description,
  });

/** Words that stand in the log in the clear and in the ledger as a commitment. May hold mentions: `@[person-…]`. */
export const text = (description: string, maxLength = MAX_TEXT, rule?: RuleName) =>
  Type.String({ [MARK]: 'narrative', minLength: 1, maxLength, ...(rule ? { [RULE]: rule } : {}), description });

/** An identifier chosen by the caller, unique within its event: `c1`. */
export const localId = (description: string) =>
  Type.String({
    [MARK]: 'coded',
    pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$',
    [FORM]: 'at most 40 letters, digits, "_", "." and "-", of which the first is a letter or digit',
    description,
  });

/** A short coded string that is neither a code of ours nor a sentence: a docket scheme, an ORI code. */
export const token = (
  description: string,
  { pattern = '^[\\S](?:.{0,98}[\\S])?$', form, rule }: { pattern?: string; form?: string; rule?: RuleName } = {},
) =>
  Type.String({
    [MARK]: 'coded',
    pattern,
    maxLength: 100,
    [FORM]: form ?? 'one line of at most 100 characters, with no space at either end',
    ...(rule ? { [RULE]: rule } : {}),
    description,
  });

/** Personal text: its value goes to the vault. */
export const secret = (mark: Mark, description: string, maxLength = MAX_TITLE) =>
  Type.String({ [MARK]: mark, minLength: 1, maxLength, description });

export const whole = (description: string, { min = 0, max = 1_000_000_000 } = {}) =>
  Type.Integer({ [MARK]: 'coded', minimum: min, maximum: max, description });

/** A decimal number as a string, since the log holds integers only. */
export const decimal = (description: string, mark: Mark = 'coded') =>
  Type.String({
    [MARK]: mark,
    pattern: '^-?(?:0|[1-9]\\d{0,14})(?:\\.\\d{1,10})?$',
    [FORM]: 'a decimal number with at most ten decimals, such as "44.978"',
    description,
  });

export const yesNo = (description: string) => Type.Boolean({ [MARK]: 'coded', description });

/** @param rule what is not part of a `Moment`, whose form is checked with its zone, needs one that reads it */
export const edtf = (description: string, rule?: RuleName) =>
  Type.String({
    [MARK]: 'coded',
    minLength: 4,
    maxLength: 200,
    [FORM]: 'a date in EDTF (ISO 8601-2), such as "2026-01-14"',
    ...(rule ? { [RULE]: rule } : {}),
    description: `${description} EDTF (ISO 8601-2).`,
  });

/** @param rule where it is not part of a `Moment`, which is read with it */
export const zone = (rule?: RuleName) =>
  Type.String({
    [MARK]: 'coded',
    pattern: '^[A-Za-z][A-Za-z0-9_+/-]{1,49}$',
    [FORM]: 'the IANA name of a time zone, such as "America/Chicago"',
    ...(rule ? { [RULE]: rule } : {}),
    description: 'IANA time zone in which a date without an offset is meant.',
  });

/** A date in the world that is part of an event's content: when something is due, or was published. */
export const moment = (description: string, rule?: RuleName) =>
  object({ edtf: edtf('The date.'), zone: zone() }, { name: 'Moment', description, ...(rule ? { rule } : {}) });

export type { Static, TObject, TProperties, TSchema };
