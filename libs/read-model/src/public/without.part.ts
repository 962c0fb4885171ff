import { DECLARATIONS, type Json, type JsonObject } from '#domain';

/** As much of a JSON Schema as it takes to tell whether a part may be absent. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minItems?: number;
}

/**
 * The data of an entry without one part, RFC 6901 from the event (`/data/narrative`). Undefined where its schema needs
 * the part, so that the rest would say what nobody has said.
 */
export function withoutPart(type: string, data: JsonObject, path: string): JsonObject | undefined {
  const shape = DECLARATIONS.find((declaration) => declaration.type === type)?.data as Shape | undefined;
  const keys = path.split('/').slice(2).map(unescaped);
  if (!shape || keys.length === 0) return undefined;
  return without(data, shape, keys) as JsonObject | undefined;
}

function without(value: Json, shape: Shape, [key, ...rest]: readonly string[]): Json | undefined {
  if (key === undefined || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return withoutItem(value, shape, Number(key), rest);
  const inner = value[key];
  if (inner === undefined) return value;
  const left = rest.length === 0 ? undefined : without(inner, shape.properties?.[key] ?? {}, rest);
  if (left !== undefined) return { ...value, [key]: left };
  if (!shape.properties || shape.required?.includes(key)) return undefined;
  const { [key]: _gone, ...others } = value;
  return others;
}

function withoutItem(value: Json[], shape: Shape, at: number, rest: readonly string[]): Json | undefined {
  const inner = value[at];
  if (inner === undefined) return value;
  const left = rest.length === 0 ? undefined : without(inner, shape.items ?? {}, rest);
  if (left !== undefined) return value.with(at, left);
  return value.length > (shape.minItems ?? 0) ? value.toSpliced(at, 1) : undefined;
}

const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');
