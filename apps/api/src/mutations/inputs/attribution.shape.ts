import { AttributionKind, VALUES } from '#domain';
import type { AlternativesShape } from './input-shape.js';

const words = (AttributionKind as unknown as { [VALUES]: Readonly<Record<'CLAIM' | 'SOURCE' | 'EXHIBIT', string>> })[
  VALUES
];

/** Who says so: a claim on record, or one of the voices that need no more than their name. */
export const attributionShape: AlternativesShape = {
  kind: 'alternatives',
  name: 'AttributionInput',
  description: 'Who says so.',
  members: [
    {
      name: 'claim',
      description: words.CLAIM,
      implies: { kind: 'CLAIM' },
      shape: {
        kind: 'object',
        name: 'AttributedClaimInput',
        description: words.CLAIM,
        fields: [
          {
            name: 'statement',
            stored: 'statement',
            description: 'Id of the statement.',
            required: true,
            shape: { kind: 'scalar', scalar: 'ID' },
          },
          {
            name: 'claim',
            stored: 'claim',
            description: 'The claim within the statement.',
            required: true,
            shape: { kind: 'scalar', scalar: 'String' },
          },
        ],
      },
    },
    {
      name: 'voice',
      description: 'No party claims it: the source says it in its own voice, or a document or footage shows it.',
      stored: 'kind',
      shape: {
        kind: 'enum',
        name: 'AttributionVoice',
        description: 'Who says so, where it is no party of what happened.',
        values: { SOURCE: words.SOURCE, EXHIBIT: words.EXHIBIT },
      },
    },
  ],
};
