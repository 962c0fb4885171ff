import { EMBEDS, MARK, REFERENCE, RULE, VOCABULARY, type Mark, type RuleName, type VocabularyName } from '#domain';

/** The parts of JSON Schema that declarations use. */
export interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly additionalProperties?: unknown;
  readonly description?: string;
  readonly [keyword: string]: unknown;
}

/** One node of a compiled schema: what a payload is walked by, without looking at the schema again. */
export type Walk =
  | {
      readonly kind: 'leaf';
      readonly mark: Mark;
      readonly vocabulary?: VocabularyName;
      readonly reference?: readonly string[];
      readonly rule?: RuleName;
      /** Whether it is coded, and yet takes any word: an id of somebody else's, a statute. */
      readonly open?: true;
    }
  | { readonly kind: 'object'; readonly properties: ReadonlyMap<string, Walk>; readonly rule?: RuleName }
  | { readonly kind: 'array'; readonly items: Walk; readonly rule?: RuleName }
  /** The walk of another declaration, chosen by the values that the pointers lead to. */
  | { readonly kind: 'embedded'; readonly type: string; readonly schema: string };

/** A schema that would let something unmarked into the log does not load. */
export class SchemaNotLoadableError extends Error {
  override readonly name = 'SchemaNotLoadableError';
}

/**
 * Compiles a schema to its walk.
 * @throws SchemaNotLoadableError for an unmarked or open-typed path, or one whose variants disagree on the mark
 */
export function compileWalk(schema: SchemaNode, path: string): Walk {
  if (schema[EMBEDS]) return { kind: 'embedded', ...(schema[EMBEDS] as { type: string; schema: string }) };
  if (schema.anyOf)
    return schema.anyOf.map((variant) => compileWalk(variant, path)).reduce((a, b) => merge(a, b, path));
  if (schema.type === 'array') {
    if (!schema.items) throw new SchemaNotLoadableError(`${path}: an array needs the schema of its items`);
    const items = compileWalk(schema.items, `${path}/*`);
    if (items.kind === 'leaf' && items.mark !== 'coded')
      throw new SchemaNotLoadableError(`${path}/*: only an object's property may be narrative or sealed, not an item`);
    return { kind: 'array', items, ...ruleOf(schema) };
  }
  if (schema.type === 'object' || schema.properties) {
    if (schema.additionalProperties !== false)
      throw new SchemaNotLoadableError(`${path}: an object must forbid properties that it does not name`);
    const entries = Object.entries(schema.properties ?? {});
    const properties = new Map(entries.map(([key, s]) => [key, compileWalk(s, `${path}/${key}`)]));
    return { kind: 'object', properties, ...ruleOf(schema) };
  }
  return leaf(schema, path);
}

function leaf(schema: SchemaNode, path: string): Walk {
  const mark = schema[MARK] as Mark | undefined;
  if (!mark) throw new SchemaNotLoadableError(`${path}: the path has no mark (coded, narrative or sealed)`);
  if (!schema.enum && !['string', 'integer', 'boolean'].includes(schema.type ?? ''))
    throw new SchemaNotLoadableError(
      `${path}: a leaf is a string, an integer or a boolean, not ${schema.type ?? 'open'}`,
    );
  return {
    kind: 'leaf',
    mark,
    ...(schema[VOCABULARY] ? { vocabulary: schema[VOCABULARY] as VocabularyName } : {}),
    ...(schema[REFERENCE] ? { reference: schema[REFERENCE] as readonly string[] } : {}),
    ...(isOpen(schema, mark) ? { open: true } : {}),
    ...ruleOf(schema),
  };
}

/** A name as it would be written where a pattern leaves room for one. */
const NAMES = ['Ada Testperson', 'ada-testperson', 'ADA_TESTPERSON'];

function isOpen(schema: SchemaNode, mark: Mark): boolean {
  if (mark !== 'coded' || schema.type !== 'string' || schema[VOCABULARY] || schema[REFERENCE]) return false;
  const pattern = schema['pattern'] as string | undefined;
  return pattern === undefined || NAMES.some((name) => new RegExp(pattern).test(name));
}

const ruleOf = (schema: SchemaNode): { rule?: RuleName } => (schema[RULE] ? { rule: schema[RULE] as RuleName } : {});

/** The variants of a union share one walk; a path that stands in several must mean the same in each. */
function merge(a: Walk, b: Walk, path: string): Walk {
  if (a.kind === 'object' && b.kind === 'object') {
    if (a.rule !== b.rule) throw new SchemaNotLoadableError(`${path}: the variants of a union have different rules`);
    const properties = new Map(a.properties);
    for (const [key, walk] of b.properties) {
      const known = properties.get(key);
      properties.set(key, known ? merge(known, walk, `${path}/${key}`) : walk);
    }
    return { ...a, properties };
  }
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  throw new SchemaNotLoadableError(`${path}: the variants of a union disagree on what this path is`);
}
