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
  // What was stored comes back in order. Then the engine's own writer gives the same text in a third of the time.
  return isCanonical(value) ? JSON.stringify(value) : write(value, ROOT);
}

/** Whether `JSON.stringify` writes just what `write` would: nothing to refuse, and the members of objects in order. */
function isCanonical(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'number':
      return Number.isSafeInteger(value);
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return false;
      if (Array.isArray(value)) return Object.getPrototypeOf(value) === Array.prototype && isCanonicalArray(value);
      return isCanonicalObject(value as Record<string, unknown>);
    default:
      return false;
  }
}

function isCanonicalArray(value: readonly unknown[]): boolean {
  for (let key = 0; key < value.length; key++) if (!isCanonical(value[key])) return false;
  return true;
}

function isCanonicalObject(value: Record<string, unknown>): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  let last = '';
  for (const key in value) {
    // `<` compares UTF-16 code units, as RFC 8785 §3.2.3 does.
    if (key < last || !key.isWellFormed() || !isCanonical(value[key])) return false;
    last = key;
  }
  return true;
}

/** The path of a value, as a chain: it is spelt out only where something is wrong, for this is on the hot path. */
interface Place {
  readonly parent?: Place;
  readonly key?: string | number;
}
const ROOT: Place = {};

const spell = ({ parent, key }: Place): string =>
  parent === undefined ? '' : `${spell(parent)}/${escapePointer(String(key))}`;

const refuse = (place: Place, why: string): never => {
  throw new NotCanonicalError(spell(place), why);
};

function write(value: unknown, place: Place): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, place);
    case 'number':
      if (!Number.isSafeInteger(value)) return refuse(place, `${value} is not a safe integer`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return refuse(place, 'null is not recorded: leave the field out');
      return Array.isArray(value) ? writeArray(value, place) : writeObject(value as Record<string, unknown>, place);
    default:
      return refuse(place, `a value of type ${typeof value} cannot be recorded`);
  }
}

function writeString(value: string, place: Place): string {
  return value.isWellFormed() ? JSON.stringify(value) : refuse(place, 'the text holds a lone surrogate');
}

function writeArray(value: readonly unknown[], parent: Place): string {
  let out = '[';
  for (let key = 0; key < value.length; key++) out += (key ? ',' : '') + write(value[key], { parent, key });
  return out + ']';
}

function writeObject(value: Record<string, unknown>, parent: Place): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return refuse(parent, 'only plain objects can be recorded');
  // RFC 8785 §3.2.3: by UTF-16 code units, which is what sort() does without a comparator.
  const keys = Object.keys(value).sort();
  let out = '{';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const place = { parent, key };
    out += (i ? ',' : '') + writeString(key, place) + ':' + write(value[key], place);
  }
  return out + '}';
}

/** RFC 6901 §3. */
export const escapePointer = (token: string): string =>
  token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;

/** RFC 6901 §3, the other way. */
export const unescapePointer = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');
