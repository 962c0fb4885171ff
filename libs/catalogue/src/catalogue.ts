import {
  AttributionSchema,
  labelOf,
  OccurredSchema,
  ReasonSchema,
  SourceReferenceSchema,
  type EventDeclaration,
  type JsonObject,
  type NewEvent,
} from '#domain';
import { Type } from '#typebox';
import { valueAt } from './form/pointer.js';
import { dateProblems } from './schema/date-problems.js';
import { collectLeaves, noLeaves, type Leaves } from './schema/leaves.js';
import { keptProblems } from './schema/kept-problems.js';
import { problemsOf, type Problem } from './schema/problems.js';
import { compileWalk, type SchemaNode, type Walk } from './schema/schema-walk.js';
import { storedSchema } from './schema/stored-schema.js';
import { validatorOf, type Validator } from './schema/validator.js';

/** The parts of the envelope that a caller supplies. */
export const EnvelopeSchema = Type.Object(
  {
    occurred: OccurredSchema,
    attribution: Type.Optional(AttributionSchema),
    sources: Type.Optional(Type.Array(SourceReferenceSchema, { minItems: 1, maxItems: 50 })),
    reason: Type.Optional(ReasonSchema),
  },
  { additionalProperties: false },
);

/** One version of one declaration, compiled. */
export interface CompiledDeclaration {
  readonly declaration: EventDeclaration;
  /** As a command gives it: sealed values are in it. */
  readonly given: SchemaNode;
  /** As the log holds it: what is sealed is gone. */
  readonly stored: SchemaNode;
  readonly walk: Walk;
  readonly checkGiven: Validator;
  readonly checkStored: Validator;
}

/** All declarations, read once when the program loads; their checks are compiled when they are first made. */
export class Catalogue {
  private readonly byVersion = new Map<string, CompiledDeclaration>();
  private readonly latest = new Map<string, CompiledDeclaration>();
  private readonly envelope = compileWalk(EnvelopeSchema as unknown as SchemaNode, '');
  private readonly checkEnvelope: Validator = validatorOf(EnvelopeSchema);

  /**
   * @param declarations the current ones
   * @param earlier those of earlier versions, which are read but no longer written
   * @throws SchemaNotLoadableError
   */
  constructor(declarations: readonly EventDeclaration[], earlier: readonly EventDeclaration[] = []) {
    for (const declaration of [...earlier, ...declarations]) {
      const given = declaration.data as unknown as SchemaNode;
      const stored = storedSchema(given);
      const compiled: CompiledDeclaration = {
        declaration,
        given,
        stored,
        walk: compileWalk(given, `${declaration.type}: /data`),
        checkGiven: validatorOf(declaration.data),
        checkStored: validatorOf(stored),
      };
      this.byVersion.set(key(declaration.type, declaration.schema), compiled);
      this.latest.set(declaration.type, compiled);
    }
  }

  /** Every version of every declaration. */
  all(): readonly CompiledDeclaration[] {
    return [...this.byVersion.values()];
  }

  /** The current version of each declaration. */
  current(): readonly CompiledDeclaration[] {
    return [...this.latest.values()];
  }

  find(type: string, schema?: number): CompiledDeclaration | undefined {
    return schema === undefined ? this.latest.get(type) : this.byVersion.get(key(type, schema));
  }

  /** Everything that is wrong with a command's content, sealed values included; empty where nothing is. */
  problems(type: string, content: CommandContent): Problem[] {
    const compiled = this.latest.get(type);
    if (!compiled) return [{ path: '/type', expected: 'a type of the catalogue', actual: type }];
    const { data, ...envelope } = content;
    return [
      ...this.envelopeProblems(envelope),
      ...check(compiled.checkGiven, compiled.given, data, '/data'),
      ...this.embeddedProblems(compiled, data),
      ...dateProblems(data, '/data'),
    ];
  }

  /** Every marked leaf of an event: in a command with the sealed values, in a stored event without. */
  leaves(event: LeafSource): Leaves {
    const leaves = noLeaves();
    const compiled = this.byVersion.get(key(event.type, event.schema));
    const context = {
      stream: event.stream,
      root: event,
      embedded: (type: string, schema: number) => this.byVersion.get(key(type, schema))?.walk,
    };
    if (compiled) collectLeaves(compiled.walk, event.data, '/data', context, leaves);
    const { occurred, attribution, sources, reason } = event;
    collectLeaves(this.envelope, { occurred, attribution, sources, reason }, '', context, leaves);
    return leaves;
  }

  /**
   * What is wrong with an event that is about to be appended, in its stored form: a last guard, so nothing that the
   * schemas do not allow enters the log, whoever made it.
   */
  storedProblems(event: NewEvent): Problem[] {
    const compiled = this.byVersion.get(key(event.type, event.schema));
    if (!compiled)
      return [
        { path: '/schema', expected: 'a type and version of the catalogue', actual: `${event.type} ${event.schema}` },
      ];
    const { occurred, attribution, sources, reason, data } = event;
    const envelope = {
      occurred,
      ...(attribution && { attribution }),
      ...(sources && { sources }),
      ...(reason && { reason }),
    };
    return [
      ...this.envelopeProblems(envelope),
      ...check(compiled.checkStored, compiled.stored, data, '/data'),
      ...this.embeddedStored(compiled, data),
    ];
  }

  private envelopeProblems(envelope: Omit<CommandContent, 'data'>): Problem[] {
    const problems = check(this.checkEnvelope, EnvelopeSchema as unknown as SchemaNode, envelope, '');
    return problems.length > 0 ? problems : dateProblems(envelope.occurred, '/occurred');
  }

  /** A replacement follows the schema of what it replaces, but for the sealed values that are kept. */
  private embeddedProblems({ walk }: CompiledDeclaration, data: JsonObject): Problem[] {
    return embeddedIn(walk, data).flatMap((path) => {
      const target = this.embeddedTarget(data);
      if (target?.declaration.nature !== 'FACT') {
        const expected = 'the type of a fact, at a version that the catalogue has';
        return [{ path: '/data/type', expected, actual: String(data['type']) }];
      }
      const replacement = valueAt({ data }, path);
      const kept = Array.isArray(data['kept']) ? data['kept'].filter((item) => typeof item === 'string') : [];
      return keptProblems(check(target.checkGiven, target.given, replacement, path), kept, replacement, path);
    });
  }

  /** What is sealed is gone from a replacement, as it is from any event. */
  private embeddedStored({ walk }: CompiledDeclaration, data: JsonObject): Problem[] {
    const target = this.embeddedTarget(data);
    if (!target) return [];
    return embeddedIn(walk, data).flatMap((path) =>
      check(target.checkStored, target.stored, valueAt({ data }, path), path),
    );
  }

  private embeddedTarget(data: JsonObject): CompiledDeclaration | undefined {
    return this.byVersion.get(key(String(data['type']), Number(data['schema'])));
  }
}

/** Paths of what follows the schema of another declaration. */
const embeddedIn = (walk: Walk, data: JsonObject): string[] =>
  walk.kind === 'object'
    ? [...walk.properties].flatMap(([property, inner]) =>
        inner.kind === 'embedded' && data[property] !== undefined ? [`/data/${property}`] : [],
      )
    : [];

/** What a command says; the rest of the envelope is added when it is handled. */
export interface CommandContent {
  readonly occurred: NewEvent['occurred'];
  readonly attribution?: NewEvent['attribution'];
  readonly sources?: NewEvent['sources'];
  readonly reason?: NewEvent['reason'];
  readonly data: JsonObject;
}

export type LeafSource = CommandContent & { readonly stream: string; readonly type: string; readonly schema: number };

const key = (type: string, schema: number): string => `${type}/${schema}`;

function check(validator: Validator, schema: SchemaNode, value: unknown, root: string): Problem[] {
  if (validator.Check(value)) return [];
  const problems = problemsOf(schema, value, root);
  return problems.length > 0 ? problems : [{ path: root, expected: 'of the form that the schema gives' }];
}

/** The label of a coded value; the code itself where the vocabulary does not hold it. */
export const label = (...args: Parameters<typeof labelOf>): string => labelOf(...args) ?? args[1];
