import type { RuleName, SealedMark, VocabularyName } from '#domain';
import { escapePointer } from '../form/canonical-json.js';
import { valueAt } from '../form/pointer.js';
import type { Walk } from './schema-walk.js';

/** Every leaf that a payload has, by what its path is marked as. */
export interface Leaves {
  readonly narrative: { readonly path: string; readonly value: string }[];
  readonly sealed: {
    readonly path: string;
    readonly value: string | number | boolean;
    readonly subject: string;
    readonly field: string;
  }[];
  /** Personal values of which nothing says whose they are: with what is left of an event, they would be in the clear. */
  readonly unowned: {
    readonly path: string;
    readonly field: string;
    /** Where their subject would be named. */
    readonly subjectAt: string;
  }[];
  readonly codes: {
    readonly path: string;
    readonly code: string;
    readonly vocabulary: VocabularyName;
    readonly personal: boolean;
  }[];
  /** Values that a rule is to be asked about: leaves, and what holds them. */
  readonly ruled: {
    readonly path: string;
    readonly value: unknown;
    readonly rule: RuleName;
    readonly personal: boolean;
  }[];
  /** Coded values that take any word: in the clear everywhere, for good, whatever somebody writes into them. */
  readonly open: { readonly path: string; readonly value: string }[];
  readonly references: { readonly path: string; readonly target: string; readonly allowed: readonly string[] }[];
}

/** A sealed value whose subject is not named in the event. */
export class NoSubjectError extends Error {
  override readonly name = 'NoSubjectError';
  constructor(
    readonly path: string,
    readonly field: string,
  ) {
    super(`${path}: ${field} is personal and the event does not say whose it is`);
  }
}

export interface WalkContext {
  readonly stream: string;
  /** The whole event, at which the paths start. */
  readonly root: unknown;
  /** The walk of another declaration, for what is embedded. */
  readonly embedded: (type: string, schema: number) => Walk | undefined;
}

export const noLeaves = (): Leaves => ({
  narrative: [],
  sealed: [],
  unowned: [],
  codes: [],
  ruled: [],
  open: [],
  references: [],
});

/**
 * Collects the leaves below a value. What has not the form of its schema is passed over, so that the rest of an input
 * that is wrong in one place can be looked at, too.
 * @param path RFC 6901 path of the value, from the event
 */
export function collectLeaves(walk: Walk, value: unknown, path: string, context: WalkContext, into: Leaves): void {
  if (value === undefined) return;
  if (walk.kind !== 'embedded' && walk.rule)
    into.ruled.push({ path, value, rule: walk.rule, personal: walk.kind === 'leaf' && typeof walk.mark === 'object' });
  switch (walk.kind) {
    case 'object':
      if (typeof value !== 'object' || value === null) return;
      for (const [key, next] of walk.properties)
        collectLeaves(next, (value as Record<string, unknown>)[key], `${path}/${escapePointer(key)}`, context, into);
      return;
    case 'array':
      if (!Array.isArray(value)) return;
      (value as unknown[]).forEach((item, i) => collectLeaves(walk.items, item, `${path}/${i}`, context, into));
      return;
    case 'embedded': {
      const type = resolveRelative(context.root, path, walk.type) as string;
      const schema = resolveRelative(context.root, path, walk.schema) as number;
      const inner = context.embedded(type, schema);
      if (inner) collectLeaves(inner, value, path, context, into);
      return;
    }
    case 'leaf':
      collectLeaf(walk, value as string, path, context, into);
  }
}

function collectLeaf(
  walk: Extract<Walk, { kind: 'leaf' }>,
  value: string,
  path: string,
  context: WalkContext,
  into: Leaves,
) {
  if (walk.vocabulary)
    into.codes.push({ path, code: value, vocabulary: walk.vocabulary, personal: typeof walk.mark === 'object' });
  if (walk.reference) into.references.push({ path, target: value, allowed: walk.reference });
  if (walk.open) into.open.push({ path, value });
  if (walk.mark === 'narrative') into.narrative.push({ path, value });
  else if (walk.mark !== 'coded') {
    const { field, otherwise } = walk.mark;
    const subject = subjectOf(walk.mark, path, context);
    if (subject !== undefined) into.sealed.push({ path, value, subject, field });
    else if (otherwise === 'narrative') into.narrative.push({ path, value });
    else into.unowned.push({ path, field, subjectAt: absolute(path, walk.mark.subject) });
  }
}

function subjectOf(mark: SealedMark, path: string, context: WalkContext): string | undefined {
  if (mark.subject === 'stream') return context.stream;
  const found = resolveRelative(context.root, path, mark.subject);
  return typeof found === 'string' ? found : undefined;
}

/** A relative JSON pointer: as many levels up from the path, then down. */
export const resolveRelative = (root: unknown, path: string, pointer: string): unknown =>
  valueAt(root, absolute(path, pointer));

function absolute(path: string, pointer: string): string {
  const slash = pointer.indexOf('/');
  const tokens = path.split('/');
  const up = Number(pointer.slice(0, slash));
  return tokens.slice(0, tokens.length - up).join('/') + pointer.slice(slash);
}
