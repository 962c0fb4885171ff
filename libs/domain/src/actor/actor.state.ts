import type { Static } from '#typebox';
import type { SealedReference } from '../shared/entry.js';
import type { Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { Resting } from '../shared/resting.js';
import type { ActorKind, ActorRole } from './actor.events.js';

export interface ActorToken {
  readonly tokenId: string;
  /** UTC; from then on it is void. */
  readonly expires?: string;
  readonly issued: Occurred;
  readonly entry: EventId;
  readonly revoked?: { readonly at: Occurred; readonly entry: EventId };
}

export interface Actor {
  readonly id: StreamName;
  readonly kind?: Resting<Static<typeof ActorKind>>;
  /** Where the name is kept. */
  readonly name: readonly SealedReference[];
  /** Those held now, each with the entry that granted it. */
  readonly roles: readonly Resting<Static<typeof ActorRole>>[];
  /** All, void ones included. */
  readonly tokens: readonly ActorToken[];
}

export const initialActor = (id: StreamName): Actor => ({ id, name: [], roles: [], tokens: [] });

export const heldRole = (state: Actor, role: string): Actor['roles'][number] | undefined =>
  state.roles.find((held) => held.value === role);

export const tokenOf = (state: Actor, tokenId: string): ActorToken | undefined =>
  state.tokens.find((token) => token.tokenId === tokenId);

/** Whether the token identifies the actor at that instant (milliseconds since 1970, UTC). */
export const isTokenValid = (token: ActorToken, at: number): boolean =>
  !token.revoked && (token.expires === undefined || at < Date.parse(token.expires));
