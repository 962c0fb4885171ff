import type { Json, JsonObject } from '#domain';
import { unescapePointer } from './canonical-json.js';

/** Tokens of the paths that were asked for: the same few at every event. Of those that a stranger makes up, not many. */
const known = new Map<string, readonly string[]>();
const KNOWN = 4_096;
const LONGEST = 200;

function tokensOf(path: string): readonly string[] {
  const found = known.get(path);
  if (found) return found;
  const tokens = path.split('/').slice(1).map(unescapePointer);
  if (path.length > LONGEST) return tokens;
  if (known.size >= KNOWN) known.clear();
  known.set(path, tokens);
  return tokens;
}

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
    const tokens = [...tokensOf(path)];
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
  const tokens = [...tokensOf(path)];
  const last = tokens.pop()!;
  let at: JsonObject = root;
  for (const token of tokens) {
    const next = at[token];
    at = next !== null && typeof next === 'object' ? (next as JsonObject) : ((at[token] = {}) as JsonObject);
  }
  at[last] = value;
}
