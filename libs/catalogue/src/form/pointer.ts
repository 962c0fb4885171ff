import type { Json, JsonObject } from '#domain';
import { unescapePointer } from './canonical-json.js';

const tokensOf = (path: string): string[] => path.split('/').slice(1).map(unescapePointer);

/** The value at an RFC 6901 path, or undefined where there is none. */
export function valueAt(root: unknown, path: string): unknown {
  let at: unknown = root;
  for (const token of tokensOf(path)) {
    if (at === null || typeof at !== 'object') return undefined;
    at = Array.isArray(at) ? at[Number(token)] : Object.hasOwn(at, token) ? (at as JsonObject)[token] : undefined;
  }
  return at;
}

/**
 * A copy without the properties at the given paths; the objects that held them stay, empty if need be.
 * Only what lies on a path is copied, the rest is shared.
 */
export function withoutPaths<T>(root: T, paths: readonly string[]): T {
  if (paths.length === 0) return root;
  const copies = new Set<unknown>();
  const copyOf = (value: unknown): unknown => {
    if (copies.has(value)) return value;
    const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
    copies.add(copy);
    return copy;
  };
  const result = copyOf(root);
  for (const path of paths) {
    const tokens = tokensOf(path);
    const last = tokens.pop()!;
    let at = result as Record<string, unknown>;
    let found = true;
    for (const token of tokens) {
      if (at[token] === null || typeof at[token] !== 'object') {
        found = false;
        break;
      }
      at = at[token] = copyOf(at[token]) as Record<string, unknown>;
    }
    if (found) delete at[last];
  }
  return result as T;
}

/**
 * Puts a value where a path leads, making objects on the way for what a sealed field left out.
 * Used on a private copy only.
 */
export function setAt(root: JsonObject, path: string, value: Json): void {
  const tokens = tokensOf(path);
  const last = tokens.pop()!;
  let at: JsonObject = root;
  for (const token of tokens) {
    const next = at[token];
    at = next !== null && typeof next === 'object' ? (next as JsonObject) : ((at[token] = {}) as JsonObject);
  }
  at[last] = value;
}
