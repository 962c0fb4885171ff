/** The value has no place in the log: it would not survive a round trip through plain JSON. */
export class NotCanonicalError extends Error {
  override readonly name = 'NotCanonicalError';
  constructor(
    /** RFC 6901 path of the offending value. */
    readonly path: string,
    readonly why: string,
  ) {
    super(`${path || '(root)'}: ${why}`);
  }
}

/**
 * RFC 8785 for what the log may hold: strings, safe integers, booleans, arrays and objects.
 *
 * Stricter than the RFC on purpose: null, fractions and undefined are refused, since absent is omitted and decimals
 * are strings; and so are lone surrogates, which implementations encode differently.
 * @throws NotCanonicalError with the path of the value
 */
export function canonicalJson(value: unknown): string {
  return write(value, '');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new NotCanonicalError(path, `${value} is not a safe integer`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) throw new NotCanonicalError(path, 'null is not recorded: leave the field out');
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value as Record<string, unknown>, path);
    default:
      throw new NotCanonicalError(path, `a value of type ${typeof value} cannot be recorded`);
  }
}

function writeString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new NotCanonicalError(path, 'the text holds a lone surrogate');
  return JSON.stringify(value);
}

function writeArray(value: readonly unknown[], path: string): string {
  let out = '[';
  for (let i = 0; i < value.length; i++) out += (i ? ',' : '') + write(value[i], `${path}/${i}`);
  return out + ']';
}

function writeObject(value: Record<string, unknown>, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype)
    throw new NotCanonicalError(path, 'only plain objects can be recorded');
  // RFC 8785 §3.2.3: by UTF-16 code units, which is what sort() does without a comparator.
  const keys = Object.keys(value).sort();
  let out = '{';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const at = `${path}/${escapePointer(key)}`;
    out += (i ? ',' : '') + writeString(key, at) + ':' + write(value[key], at);
  }
  return out + '}';
}

/** RFC 6901 §3. */
export const escapePointer = (token: string): string =>
  token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;

/** RFC 6901 §3, the other way. */
export const unescapePointer = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');
