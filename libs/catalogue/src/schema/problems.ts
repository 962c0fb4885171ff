import { MARK } from '#domain';
import { valueAt } from '../form/pointer.js';
import type { SchemaNode } from './schema-walk.js';

/** One thing that is wrong with an input. */
export interface Problem {
  /** RFC 6901, from the event: `/data/kinds/0/code`. */
  readonly path: string;
  /** What is expected there, in words. */
  readonly expected: string;
  /** What was given, shortened; left out where it is missing or personal. */
  readonly actual?: string;
}

/** What a JSON Schema validator says of one mismatch. */
export interface SchemaError {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: Record<string, unknown>;
  readonly message: string;
}

/** Turns a validator's errors into words for the person who sent the value; each path once. */
export function problemsOf(
  schema: SchemaNode,
  value: unknown,
  errors: readonly SchemaError[],
  root: string,
): Problem[] {
  const problems = new Map<string, Problem>();
  for (const error of errors) {
    for (const { path, expected } of explain(schema, error)) {
      if (problems.has(path)) continue;
      const given = valueAt(value, path);
      const shown = given === undefined || isPersonal(schema, path) ? undefined : shorten(given);
      problems.set(path, { path: root + path, expected, ...(shown === undefined ? {} : { actual: shown }) });
    }
  }
  return [...problems.values()];
}

function explain(schema: SchemaNode, error: SchemaError): { path: string; expected: string }[] {
  const at = error.instancePath;
  const here = error.schemaPath.startsWith('#') ? nodeAt(schema, error.schemaPath.slice(1)) : undefined;
  switch (error.keyword) {
    case 'required':
      return (error.params['requiredProperties'] as string[]).map((key) => ({
        path: `${at}/${key}`,
        expected: 'a value: it is required',
      }));
    case 'additionalProperties':
      return (error.params['additionalProperties'] as string[]).map((key) => ({
        path: `${at}/${key}`,
        expected: 'no such field',
      }));
    case 'boolean':
      return [];
    case 'enum':
      return [{ path: at, expected: `one of ${(here?.enum ?? []).join(', ')}` }];
    case 'pattern':
      return [{ path: at, expected: here?.description ?? `text that matches ${String(here?.['pattern'])}` }];
    case 'maxLength':
      return [{ path: at, expected: `at most ${String(here?.['maxLength'])} characters` }];
    case 'minItems':
      return [{ path: at, expected: `a list of at least ${String(here?.['minItems'])}` }];
    case 'maxItems':
      return [{ path: at, expected: `a list of at most ${String(here?.['maxItems'])}` }];
    case 'minLength':
      return [{ path: at, expected: 'text that is not empty' }];
    case 'anyOf':
      return [{ path: at, expected: here?.description ?? 'one of the alternatives' }];
    default:
      return [{ path: at, expected: error.message }];
  }
}

/** The schema node that a JSON pointer within the schema leads to. */
const nodeAt = (schema: SchemaNode, pointer: string): SchemaNode | undefined =>
  valueAt(schema, pointer) as SchemaNode | undefined;

/** Whether any variant of the schema seals what stands at the path. */
function isPersonal(schema: SchemaNode, path: string): boolean {
  let nodes: SchemaNode[] = [schema];
  for (const token of path.split('/').slice(1)) {
    nodes = nodes
      .flatMap(variants)
      .flatMap((node): SchemaNode[] => [node.properties?.[token] ?? node.items].filter((next) => next !== undefined));
  }
  return nodes.flatMap(variants).some((node) => typeof node[MARK] === 'object');
}

const variants = (node: SchemaNode): readonly SchemaNode[] => node.anyOf ?? [node];

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
