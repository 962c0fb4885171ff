import type { Aggregate, EventDeclaration, JsonObject } from '#domain';
import type { CommandRequest } from '#commands';
import type { SchemaNode } from '#catalogue';
import { replacementOf } from './correction/replacement.js';
import { envelopeFields } from './envelope/envelope.fields.js';
import { toGivenPath } from './inputs/input-path.js';
import type { InputField, ObjectShape } from './inputs/input-shape.js';
import { objectToStored } from './inputs/input-value.js';
import { fieldsOf } from './inputs/schema-shape.js';

/** What the caller wrote, checked by GraphQL. */
export type Given = Readonly<Record<string, unknown>>;

/** How one declaration becomes a mutation. */
export interface MutationPlan {
  readonly name: string;
  readonly description: string;
  readonly declaration: EventDeclaration;
  readonly aggregate: Aggregate | 'any';
  readonly input: ObjectShape;
  toRequest(given: Given): CommandRequest;
  /** Segments that lead from the mutation's arguments to what a path of the command (RFC 6901) is about. */
  toPath(path: string | undefined, given: Given): string[];
}

/** How the content of an event is given, where it is not simply the event's own fields. */
export interface ContentPlan {
  readonly fields: readonly InputField[];
  /** What the caller need not say, since it follows from the rest. */
  readonly implied?: (given: Given) => JsonObject;
}

/**
 * The plan of a declaration's mutation.
 *
 * @throws where a field of the content has the name of one of the envelope, so that one would hide the other
 */
export function planOf(declaration: EventDeclaration, content = contentOf(declaration)): MutationPlan {
  const { type, mutation: name = '', description, aggregate } = declaration;
  const envelope = envelopeFields(declaration);
  const fields = [...leading(envelope), ...content.fields, ...following(envelope)];
  const twice = fields.find((field, n) => fields.findIndex((other) => other.name === field.name) !== n);
  if (twice) throw new Error(`${name}: two fields of the input are named ${twice.name}`);
  const input: ObjectShape = {
    kind: 'object',
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`,
    description: `Records ${type}. ${description}`,
    fields,
  };
  return {
    name,
    description,
    declaration,
    aggregate,
    input,
    toRequest: (given) => ({
      ...(objectToStored({ fields: envelope }, given) as Omit<CommandRequest, 'type' | 'data'>),
      ...(aggregate === 'log' && { record: 'log' }),
      type,
      data: { ...objectToStored({ fields: content.fields }, given), ...content.implied?.(given) },
    }),
    toPath(path, given) {
      const segments = (path ?? '').split('/').slice(1).map(unescape);
      const [head, ...rest] = segments;
      const shape = (of: readonly InputField[]): ObjectShape => ({ ...input, fields: of });
      return [
        'input',
        ...(head === 'data'
          ? toGivenPath(shape(content.fields), rest, given)
          : toGivenPath(shape(envelope), segments, given)),
      ];
    },
  };
}

const contentOf = (declaration: EventDeclaration): ContentPlan =>
  declaration.nature === 'CORRECTION'
    ? replacementOf(declaration)
    : { fields: fieldsOf(declaration.data as unknown as SchemaNode, { within: declaration.type }) };

// The record first and the handling last: an input reads like the sentence that it records.
const leading = (envelope: readonly InputField[]) => envelope.filter(({ name }) => name === 'record');
const following = (envelope: readonly InputField[]) => envelope.filter(({ name }) => name !== 'record');

const unescape = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');
