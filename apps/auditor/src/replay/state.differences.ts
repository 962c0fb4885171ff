/** One place in which two states of a record do not agree. */
export interface StateDifference {
  /** RFC 6901, in the state as `auditor export` writes it. */
  readonly path: string;
  /** What the entries make of it, and what is told; absent where there is nothing. */
  readonly expected?: unknown;
  readonly found?: unknown;
}

export interface Compared {
  /** Whether what is judged by the clock of an entry counts: of an entry that is not held it is not known. */
  readonly judged: boolean;
  /** Whether the entries of a record are here; by default all are. One that is named and not here cannot be looked up. */
  readonly isHeld?: (record: string) => boolean;
  /** Told each record that is named and not held. */
  readonly onLeftOut?: (record: string) => void;
}

/** Judged by when the entry of the moment was recorded. */
const JUDGED: ReadonlySet<string> = new Set(['stale', 'overdue']);
const PERSONAL: ReadonlySet<unknown> = new Set(['Disclosed', 'Withheld']);

/**
 * Where a state that was told differs from the one that the entries make. A personal value that is shown to one and
 * withheld from the other is the same, and so is a text in which such values stand; what was erased has to be erased in
 * both.
 */
export function* stateDifferences(
  expected: unknown,
  found: unknown,
  compared: Compared,
  path = '',
): Generator<StateDifference> {
  if (Object.is(expected, found)) return;
  if (Array.isArray(expected) && Array.isArray(found)) {
    const held = found.filter((one) => !isLeftOut(one, compared));
    for (let n = 0; n < Math.max(expected.length, held.length); n++)
      yield* stateDifferences(expected[n], held[n], compared, `${path}/${n}`);
    return;
  }
  if (expected === null && isLeftOut(found, compared)) return;
  if (!isObject(expected) || !isObject(found)) {
    yield { path, ...(expected === undefined ? {} : { expected }), ...(found === undefined ? {} : { found }) };
    return;
  }
  if (PERSONAL.has(expected['__typename']) && PERSONAL.has(found['__typename'])) return;
  if (namesSomebody(expected) || namesSomebody(found)) return;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (key === 'mentions' || (!compared.judged && JUDGED.has(key))) continue;
    yield* stateDifferences(expected[key], found[key], compared, `${path}/${key}`);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const namesSomebody = ({ mentions }: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(mentions) && mentions.length > 0;

function isLeftOut(value: unknown, { isHeld, onLeftOut }: Compared): boolean {
  const id = isObject(value) ? value['id'] : undefined;
  if (typeof id !== 'string' || (isHeld?.(id) ?? true)) return false;
  onLeftOut?.(id);
  return true;
}
