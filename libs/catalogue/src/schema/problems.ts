import {
  codesInstead,
  codesOf,
  EMBEDS,
  FORM,
  MARK,
  shorten,
  VOCABULARY,
  type Json,
  type Problem,
  type VocabularyName,
} from '#domain';
import { escapePointer } from '../form/canonical-json.js';
import type { SchemaNode } from './schema-walk.js';

export type { Problem };

type Found = Omit<Problem, 'path'>;

/** What is said of a value that is not there. */
const GIVEN = 'given: it is required';

/**
 * Everything that is wrong with a value, in words for the person who sent it. The validator only says whether: its list
 * of errors is cut after a few, names every variant of a union that was not meant, and speaks of the schema.
 *
 * @param path RFC 6901 path of the value, from the event
 */
export function problemsOf(schema: SchemaNode, value: unknown, path: string): Problem[] {
  if (value === undefined) return [{ path, expected: GIVEN }];
  if (schema[EMBEDS]) return [];
  if (schema.anyOf) return ofUnion(schema.anyOf, value, path);
  if (schema.type === 'array') return ofList(schema, value, path);
  if (schema.properties) return ofObject(schema, value, path);
  const found = ofLeaf(schema, value);
  if (!found) return [];
  return [{ path, ...found, ...(isPersonal(schema) ? {} : { actual: shorten(value) }) }];
}

/** The variant that the value is meant for is known by its first property. */
function ofUnion(variants: readonly SchemaNode[], value: unknown, path: string): Problem[] {
  const firsts = variants.map((variant) => Object.keys(variant.properties ?? {})[0] ?? '');
  const meant = variants.find((_, n) => isObject(value) && Object.hasOwn(value, firsts[n]!));
  return meant ? problemsOf(meant, value, path) : [{ path, expected: `an object with ${listed(firsts)}` }];
}

function ofList(schema: SchemaNode, value: unknown, path: string): Problem[] {
  if (!Array.isArray(value)) return [{ path, expected: 'a list' }];
  const min = Number(schema['minItems'] ?? 0);
  const max = Number(schema['maxItems'] ?? Infinity);
  if (value.length < min) return [{ path, expected: `a list of at least ${min}`, actual: `a list of ${value.length}` }];
  if (value.length > max) return [{ path, expected: `a list of at most ${max}`, actual: `a list of ${value.length}` }];
  return value.flatMap((item, n) => problemsOf(schema.items ?? {}, item, `${path}/${n}`));
}

function ofObject(schema: SchemaNode, value: unknown, path: string): Problem[] {
  if (!isObject(value)) return [{ path, expected: 'an object' }];
  const properties = schema.properties ?? {};
  const known = Object.entries(properties).flatMap(([key, inner]) =>
    value[key] === undefined && !schema.required?.includes(key)
      ? []
      : problemsOf(inner, value[key], `${path}/${escapePointer(key)}`),
  );
  const strange = Object.keys(value)
    .filter((key) => !Object.hasOwn(properties, key))
    .map((key) => ({ path: `${path}/${escapePointer(key)}`, expected: 'left out: there is no such field' }));
  return [...known, ...strange];
}

function ofLeaf(schema: SchemaNode, value: unknown): Found | undefined {
  if (schema.enum)
    return schema.enum.includes(value as string) ? undefined : { expected: `one of ${schema.enum.join(', ')}` };
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? ofText(schema, value) : { expected: 'text' };
    case 'integer':
      return ofNumber(schema, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { expected: 'true or false' };
    default:
      return undefined;
  }
}

function ofText(schema: SchemaNode, text: string): Found | undefined {
  const form = schema[FORM] as string | undefined;
  const min = Number(schema['minLength'] ?? 0);
  const max = Number(schema['maxLength'] ?? Infinity);
  const length = [...text].length;
  if (length > max) return { expected: `at most ${max} characters`, why: `It has ${length}.` };
  if (length < min) return { expected: form ?? 'text that is not empty' };
  const pattern = schema['pattern'] as string | undefined;
  if (pattern === undefined || new RegExp(pattern, 'u').test(text)) return undefined;
  return { expected: form ?? `text that matches ${pattern}`, ...codesAt(schema, text) };
}

/** Where a code belongs: what has not even the form of one ("shooting") is mostly a code all the same. */
function codesAt(schema: SchemaNode, text: string): { why?: string } {
  const vocabulary = schema[VOCABULARY] as VocabularyName | undefined;
  return vocabulary ? { why: codesInstead(isPersonal(schema) ? undefined : text, codesOf(vocabulary)) } : {};
}

function ofNumber(schema: SchemaNode, value: unknown): Found | undefined {
  const min = Number(schema['minimum'] ?? Number.MIN_SAFE_INTEGER);
  const max = Number(schema['maximum'] ?? Number.MAX_SAFE_INTEGER);
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
    ? undefined
    : { expected: `a whole number from ${min} to ${max}` };
}

/** Whether the leaf can be sealed: a wrong value is not shown, whoever it is about. */
const isPersonal = (schema: SchemaNode): boolean => typeof schema[MARK] === 'object';

const isObject = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' or ');
