import { Type, type Static } from '#typebox';
import {
  choice,
  coded,
  list,
  object,
  optional,
  ref,
  some,
  text,
  whole,
  zone,
  edtf,
  entryRef,
  localId,
} from './schema.js';
import { FORM, MARK, NAME } from './marks.js';

/** How many, of what, and how sure that is. */
export const Count = object(
  {
    value: optional(whole('The number, where one is given.')),
    min: optional(whole('The least, inclusive.')),
    max: optional(whole('The most, inclusive.')),
    qualifier: choice('CountQualifier', {
      EXACT: 'Exactly this many.',
      ABOUT: 'About this many.',
      AT_LEAST: 'This many or more.',
      AT_MOST: 'This many or fewer.',
    }),
    of: text('What is counted.', 200),
  },
  {
    name: 'Count',
    description: 'A number, or a range, of something. Give `value`, or `min` and `max`.',
    rule: 'COUNT',
  },
);
export type Count = Static<typeof Count>;

/** Wherever an event says by whom or against whom: exactly one of person, agency and described. */
export const Party = Type.Union(
  [
    object({ person: ref('person') }),
    object({ agency: ref('agency') }),
    object({
      described: text('A neutral description: "protesters", "two others".', 200),
      role: optional(
        Type.String({
          [MARK]: 'coded',
          pattern: '^[A-Z][A-Z0-9_]{0,39}$',
          [FORM]: 'a word of at most 40 capital letters, digits and "_", such as OFFICER',
          description: 'Their part: OFFICER, SUBJECT.',
        }),
      ),
      count: optional(Count),
    }),
  ],
  { [NAME]: 'Party', description: 'By whom, or against whom: a person, an agency, or people only described.' },
);
export type Party = Static<typeof Party>;

export const OccurredSchema = object(
  {
    edtf: edtf('When it happened in the world, verbatim; unknown is XXXX.'),
    zone: zone(),
    until: optional(edtf('End of a span of hours.')),
    after: optional(list(entryRef('An entry that this one came after.'), { min: 1, max: 20 })),
  },
  { name: 'Occurred', description: 'When it happened in the world.', rule: 'NOT_FUTURE' },
);

export const AttributionKind = choice('AttributionKind', {
  CLAIM: 'A party claims it, in a statement that is on record.',
  SOURCE: 'The source reports it in its own voice.',
  EXHIBIT: 'A document or footage shows it.',
});

export const AttributionSchema = object(
  {
    kind: AttributionKind,
    statement: optional(ref('statement', 'With CLAIM: the statement.')),
    claim: optional(localId('With CLAIM: the claim within the statement.')),
  },
  { name: 'Attribution', description: 'Who says so.' },
);

export const SourceReferenceSchema = object(
  {
    source: ref('source'),
    supports: optional(
      list(
        Type.String({
          [MARK]: 'coded',
          pattern: '^(/[^/]*)+$',
          maxLength: 300,
          [FORM]: 'a path in the entry (RFC 6901), such as /data/title',
          description: 'RFC 6901 path.',
        }),
        {
          min: 1,
          description: 'What of the event it supports, as RFC 6901 paths; without it the whole event.',
        },
      ),
    ),
    locator: optional(text('Page, paragraph or time within the source.', 300)),
    span: optional(text('The passage relied on.', 2_000)),
  },
  { name: 'SourceReference', description: 'A source, and what of the event it supports.' },
);

export const ReasonSchema = object(
  {
    code: optional(
      Type.String({
        [MARK]: 'coded',
        pattern: '^[A-Z][A-Z0-9_]{0,59}$',
        [FORM]: 'a code in capital letters, such as NEW_INFORMATION',
        description:
          'A code, where the event has a vocabulary of them (CorrectionReason for a correction); elsewhere it is left out.',
      }),
    ),
    text: text('Why, in words.', 2_000),
  },
  { name: 'Reason', description: 'Why an editorial or administrative event was recorded.' },
);

export const ThreeState = choice('ThreeState', { YES: 'Yes.', NO: 'No.', UNKNOWN: 'Not known.' });

/** Which incidents an investigation, a case or a statement is about. */
export const Incidents = some(ref('incident'), 'The incidents that it is about.');

export { coded };
