import { Type, type Static } from '#typebox';
import { Party } from '../shared/common.schemas.js';
import { EVENT_ID_PATTERN, streamPattern, type EventId, type StreamName } from '../shared/ids.js';
import { FORM, MARK, NAME, REFERENCE } from '../shared/marks.js';
import { choice, coded, edtf, entryRef, localId, object, optional, ref, text } from '../shared/schema.js';

/** At least one of person, agency and description says who spoke. */
export const Issuer = object(
  {
    person: optional(ref('person', 'The person who spoke.')),
    office: optional(text('In what office they spoke: "Mayor of Minneapolis".', 200)),
    onBehalfOf: optional(ref('agency', 'The agency for which it was said.')),
    described: optional(text('A neutral description: "US officials".', 200)),
  },
  { name: 'Issuer', description: 'Who said it: a person, an agency, or people only described.' },
);
export type Issuer = Static<typeof Issuer>;

export const StanceKind = choice('StanceKind', {
  JUSTIFIES: 'Calls what was done right, lawful or necessary.',
  CONDEMNS: 'Calls it wrong.',
  NEUTRAL: 'Neither.',
});
export type StanceKind = Static<typeof StanceKind>;

export const Stance = object(
  {
    on: Type.Unsafe<StreamName | EventId>(
      Type.String({
        [MARK]: 'coded',
        [REFERENCE]: ['incident', 'entry'],
        pattern: `${streamPattern('incident')}|${EVENT_ID_PATTERN}`,
        maxLength: 200,
        [FORM]: 'the id of an incident, incident-<uuid>, or of an entry, a UUID',
        description: 'An incident, or one entry.',
      }),
    ),
    stance: StanceKind,
  },
  { name: 'Stance', description: 'What a statement makes of an incident, or of one entry.' },
);
export type Stance = Static<typeof Stance>;

export const ClaimAct = choice('ClaimAct', {
  ASSERTS: 'Says that it is so.',
  DENIES: 'Says that it is not so.',
  DEMANDS: 'Asks for something.',
  PROMISES: 'Promises something.',
  CONCEDES: 'Admits it.',
  DECLINES_TO_SAY: 'Will not say.',
});
export type ClaimAct = Static<typeof ClaimAct>;

export const ClaimMade = object(
  {
    claimId: localId('Chosen by the caller, unique within the statement: c1.'),
    topic: coded('ClaimTopic'),
    act: ClaimAct,
    text: text('What is claimed.', 2_000),
    speaksOf: optional(edtf('When that happened of which it speaks, in the zone of the statement.', 'EDTF')),
    about: optional(Party),
  },
  { name: 'ClaimMade', description: 'One claim of a statement.' },
);

export const AssessmentKind = choice('AssessmentKind', {
  CORROBORATES: 'It agrees, on grounds of its own.',
  CONTRADICTS: 'Both cannot be true.',
  REPEATS: 'It says the same again.',
  QUALIFIES: 'It limits or softens it.',
  RETRACTS: 'It takes it back.',
});
export type AssessmentKind = Static<typeof AssessmentKind>;

/** Exactly one of a claim, a source and a finding. */
export const AssessmentGround = Type.Union(
  [
    object({
      claim: object(
        { statement: ref('statement', 'The statement.'), claimId: localId('The claim within it.') },
        { name: 'ClaimReference', description: 'A claim of a statement.' },
      ),
    }),
    object({ source: ref('source', 'The source.') }),
    object({
      finding: object(
        { investigation: ref('investigation', 'The investigation.'), entry: entryRef('The finding, in it.') },
        { name: 'FindingReference', description: 'A finding of an investigation.' },
      ),
    }),
  ],
  { [NAME]: 'AssessmentGround', description: 'On what an assessment rests: another claim, a source, or a finding.' },
);
export type AssessmentGround = Static<typeof AssessmentGround>;
