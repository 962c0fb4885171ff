import {
  OccurredSchema,
  ReasonSchema,
  SourceReferenceSchema,
  WARNINGS,
  type EventDeclaration,
  type Nature,
} from '#domain';
import type { SchemaNode } from '#catalogue';
import { attributionShape } from '../inputs/attribution.shape.js';
import type { InputField, InputShape } from '../inputs/input-shape.js';
import { shapeOf } from '../inputs/schema-shape.js';

const of = (schema: object): InputShape => shapeOf(schema as SchemaNode, { within: 'Envelope' });
const listOf = (items: InputShape): InputShape => ({ kind: 'list', items });
const field = (name: string, description: string, shape: InputShape, required = false): InputField => ({
  name,
  stored: name,
  description,
  required,
  shape,
});

const ID: InputShape = { kind: 'scalar', scalar: 'ID' };
const INT: InputShape = { kind: 'scalar', scalar: 'Int' };
const occurred = of(OccurredSchema);
const sources = listOf(of(SourceReferenceSchema));
const reason = of(ReasonSchema);
const warnings = listOf({
  kind: 'enum',
  name: 'WarningCode',
  description: 'What a command may be warned of.',
  values: WARNINGS,
});

/** The record that a mutation is about; undefined where there is no choice: a new one, or the log itself. */
export function recordField({ creates, aggregate }: EventDeclaration): InputField | undefined {
  if (aggregate === 'log') return undefined;
  // Agencies are unique by slug, so whoever registers one names it.
  if (creates === 'ALWAYS' && aggregate === 'agency')
    return field('record', 'Id that the agency will have: `agency-us-dhs-ice`.', ID, true);
  if (creates === 'ALWAYS') return undefined;
  if (creates === 'EITHER')
    return field('record', 'Id of the record to go on with; without it a new one is begun.', ID);
  return field('record', 'Id of the record.', ID, true);
}

/** How the command is handled, whatever it records. */
const handling: readonly InputField[] = [
  field(
    'commandId',
    'UUID, chosen by the caller. The same id with the same content is the same command, for ever: repeating it records nothing twice.',
    ID,
  ),
  field('expectedRevision', 'Refuse with CONFLICT unless the record is at this revision.', INT),
  field('acknowledge', 'Warnings that have been seen and are accepted.', warnings),
];

/** What each nature says beside its content; a field that makes no sense for it is not there. */
const grounds: Readonly<Record<Nature, readonly InputField[]>> = {
  FACT: [
    field('occurred', 'When it happened in the world.', occurred, true),
    field('attribution', 'Who says so; without it the source, in its own voice.', attributionShape),
    field('sources', 'How we know: at least one source.', sources, true),
  ],
  DECISION: [
    field('reason', 'Why it was decided.', reason, true),
    field('occurred', 'When it was decided; now, unless given.', occurred),
    field('sources', 'Sources that it rests on.', sources),
  ],
  CORRECTION: [
    field('reason', 'Why the entry is corrected. Its codes are of the vocabulary CorrectionReason.', reason, true),
    field('occurred', 'When the correction was decided; now, unless given.', occurred),
    field('attribution', 'Who says that the entry was wrong.', attributionShape),
    field('sources', 'Sources that the correction rests on.', sources),
  ],
  REGISTRATION: [
    field('occurred', 'When it was registered; now, unless given.', occurred),
    field('sources', 'Sources, where there are any.', sources),
  ],
  OPERATIONAL: [field('reason', 'Why, where there is something to say.', reason)],
};

/**
 * Who may do what is decided like anything else, and answered for: ADMIN and AUDITOR read why in `history`. What an
 * installation begins with, before there is anybody to say why, is recorded from within and needs none.
 */
const answeredFor: readonly InputField[] = [
  field('reason', 'Why. ADMIN and AUDITOR read it in `history`; do not repeat in it who the actor is.', reason, true),
];

/** Everything in an input that is not the content of the event. */
export function envelopeFields(declaration: EventDeclaration): InputField[] {
  const record = recordField(declaration);
  const ground = declaration.aggregate === 'actor' ? answeredFor : grounds[declaration.nature];
  return [...(record ? [record] : []), ...ground, ...handling];
}
