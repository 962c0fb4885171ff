import { TokenIssued, TokenRevoked } from '#domain';
import type { SchemaNode } from '#catalogue';
import type { InputField } from '../inputs/input-shape.js';
import { fieldsOf } from '../inputs/schema-shape.js';
import { planOf } from '../mutation.plan.js';

const schema = TokenIssued.data as unknown as SchemaNode;

/** What its owner calls the token. It goes to the vault, sealed with the actor's key, and never into the log. */
const label: InputField = {
  name: 'label',
  stored: 'label',
  description: 'What its owner calls it: "newsroom laptop". Kept in the vault, never in the log.',
  required: false,
  shape: { kind: 'scalar', scalar: 'String' },
};

/** The id of the token is made here: a caller that chose it could choose one that is taken. */
const content = fieldsOf(schema, { within: TokenIssued.type }).filter(({ name }) => name !== 'tokenId');

const recorded = planOf(TokenIssued, { fields: content });

export const ISSUE_TOKEN = { ...recorded, input: { ...recorded.input, fields: [...recorded.input.fields, label] } };

export const REVOKE_TOKEN = planOf(TokenRevoked);
