import type { EventDeclaration, EventId, Json, NewEvent, SealedCommitment, StreamName, TextCommitment } from '#domain';
import type { Catalogue, CommandContent } from '../catalogue.js';
import { NoSubjectError, type Leaves } from '../schema/leaves.js';
import { commitment, newSalt } from './commitment.js';
import { isOperational } from './leaf.js';
import { withoutPaths } from './pointer.js';

/** The opening of a sealed commitment: what the vault keeps, and the event does not. */
export interface ComposedOpening {
  readonly eventId: EventId;
  /** RFC 6901, from the event. */
  readonly path: string;
  readonly commitment: string;
  readonly subject: StreamName;
  readonly field: string;
  /** 32 bytes, base64url. */
  readonly salt: string;
  readonly value: Json;
}

export interface Composed {
  readonly event: NewEvent;
  /** To be durable in the vault before the event is appended. */
  readonly openings: readonly ComposedOpening[];
}

export interface Composition
  extends CommandContent, Pick<NewEvent, 'actor' | 'correlationId' | 'causationId' | 'acknowledged' | 'digest'> {
  readonly id: EventId;
  readonly stream: StreamName;
}

/**
 * Gives an event its immutable form: a commitment for each narrative value, which stays, and for each sealed value,
 * which leaves the event for its opening.
 * @param known the leaves, where they were collected before, and the openings of an earlier attempt at the same event:
 *   an equal value keeps its salt, so a retry adds nothing
 * @throws NoSubjectError
 */
export function composeEvent(
  catalogue: Catalogue,
  declaration: EventDeclaration,
  composition: Composition,
  known: { readonly leaves?: Leaves; readonly earlier?: readonly ComposedOpening[] } = {},
): Composed {
  const { id, stream, data, digest, acknowledged, actor, correlationId, causationId, ...content } = composition;
  const { type, schema } = declaration;
  const leaves = known.leaves ?? catalogue.leaves({ ...content, data, stream, type, schema });
  const [unowned] = leaves.unowned;
  if (unowned) throw new NoSubjectError(unowned.path, unowned.field);
  const openings = leaves.sealed
    .map(({ path, value, subject, field }): ComposedOpening => {
      const equal = known.earlier?.find((o) => o.path === path && o.value === value && o.subject === subject);
      if (equal) return equal;
      const salt = newSalt();
      return { eventId: id, path, subject, field, salt, value, commitment: commitment(id, path, salt, value) };
    })
    .sort(byPath);
  const sealed: SealedCommitment[] = openings.map(({ path, subject, commitment: c }) => ({
    path,
    subject,
    commitment: c,
  }));
  const bare = withoutPaths(
    { data },
    sealed.map(({ path }) => path),
  );
  const narrative = isOperational(stream)
    ? [...leaves.narrative.filter(({ path }) => !path.startsWith('/data/')), { path: '/data', value: bare.data }]
    : leaves.narrative;
  const texts: Record<string, TextCommitment> = {};
  for (const { path, value } of narrative) {
    const salt = newSalt();
    texts[path] = { salt, commitment: commitment(id, path, salt, value) };
  }
  const event: NewEvent = {
    id,
    type,
    schema,
    ...content,
    actor,
    correlationId,
    causationId,
    data: bare.data,
    ...(acknowledged?.length ? { acknowledged } : {}),
    ...(narrative.length > 0 ? { texts } : {}),
    ...(sealed.length > 0 ? { sealed } : {}),
    ...(digest ? { digest } : {}),
  };
  return { event, openings };
}

// By code unit, as RFC 8785 orders keys: the same on every machine, whatever its locale.
const byPath = (a: ComposedOpening, b: ComposedOpening): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
