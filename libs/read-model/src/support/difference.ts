/**
 * What makes one JSON value of another: of objects the members that differ, of lists what came to their end, else the
 * value itself. Members keep their order, so that what is made has the very text that the value had.
 */
export type Difference = Appended | Replaced | { readonly [member: string]: Difference };
type Appended = readonly ['+', ...unknown[]];
export type Replaced = readonly ['=', unknown];

type Members = Readonly<Record<string, unknown>>;

/** Undefined where they are the same; what is `undefined` within them counts as absent, as in JSON. */
export function difference(from: unknown, to: unknown): Difference | undefined {
  if (from === to) return undefined;
  if (Array.isArray(from) && Array.isArray(to)) return ofLists(from, to);
  if (isObject(from) && isObject(to)) return ofMembers(from, to);
  return ['=', to];
}

/** Parts that do not differ are not copied. */
export function withDifference(from: unknown, made: Difference): unknown {
  if (isReplaced(made)) return made[1];
  if (isAppended(made)) return [...(from as unknown[]), ...made.slice(1)];
  const to: Record<string, unknown> = { ...(from as Members) };
  for (const name of Object.keys(made)) to[name] = withDifference(to[name], made[name]!);
  return to;
}

function ofLists(from: readonly unknown[], to: readonly unknown[]): Difference | undefined {
  if (to.length < from.length) return ['=', to];
  for (let n = 0; n < from.length; n += 1) if (difference(from[n], to[n]) !== undefined) return ['=', to];
  return to.length === from.length ? undefined : ['+', ...to.slice(from.length)];
}

function ofMembers(from: Members, to: Members): Difference | undefined {
  const before = Object.keys(from);
  let members: Record<string, Difference> | undefined;
  let n = present(from, before, 0);
  for (const name of Object.keys(to)) {
    const value = to[name];
    if (value === undefined) continue;
    // What is gone, or stands elsewhere, cannot be told by members; and one name does not make a member when it is set.
    if ((n < before.length && before[n] !== name) || name === '__proto__') return ['=', to];
    const made = n < before.length ? difference(from[name], value) : (['=', value] as const);
    n = present(from, before, n + 1);
    if (made !== undefined) (members ??= {})[name] = made;
  }
  return n < before.length ? ['=', to] : members;
}

/** The first of the names, from one on, that has a value. */
function present(members: Members, names: readonly string[], from: number): number {
  let n = from;
  while (n < names.length && members[names[n]!] === undefined) n += 1;
  return n;
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isReplaced = (made: unknown): made is Replaced => Array.isArray(made) && made[0] === '=';
const isAppended = (made: Difference): made is Appended => Array.isArray(made) && made[0] === '+';
