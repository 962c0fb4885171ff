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
  if (to.length < from.length || from.some((item, n) => difference(item, to[n]) !== undefined)) return ['=', to];
  return to.length === from.length ? undefined : ['+', ...to.slice(from.length)];
}

function ofMembers(from: Members, to: Members): Difference | undefined {
  const [before, now] = [namesOf(from), namesOf(to)];
  // What is gone, or stands elsewhere, cannot be told by members; and one name does not make a member when it is set.
  if (before.some((name, n) => now[n] !== name) || now.includes('__proto__')) return ['=', to];
  const members: Record<string, Difference> = {};
  let differ = false;
  for (const [n, name] of now.entries()) {
    const made = n < before.length ? difference(from[name], to[name]) : (['=', to[name]] as const);
    if (made === undefined) continue;
    members[name] = made;
    differ = true;
  }
  return differ ? members : undefined;
}

const namesOf = (members: Members): string[] => Object.keys(members).filter((name) => members[name] !== undefined);

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isReplaced = (made: unknown): made is Replaced => Array.isArray(made) && made[0] === '=';
const isAppended = (made: Difference): made is Appended => Array.isArray(made) && made[0] === '+';
