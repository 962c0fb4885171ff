import type { EntryOf } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import type { ACTOR_EVENTS } from './actor.events.js';
import type { Actor } from './actor.state.js';

type ActorEntry = {
  [D in (typeof ACTOR_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof ACTOR_EVENTS)[number]['type']];

/** Folds one entry in. Total. The name never gets into the state, only where it is kept. */
export function evolveActor(state: Actor, recorded: Entry): Actor {
  const entry = recorded as unknown as ActorEntry;
  switch (entry.type) {
    case 'ActorRegistered':
      return { ...state, kind: { value: entry.data.kind, entry: entry.id }, name: entry.sealed };
    case 'RoleGranted':
      return { ...state, roles: [...state.roles, { value: entry.data.role, entry: entry.id }] };
    case 'RoleRevoked':
      return { ...state, roles: state.roles.filter((held) => held.value !== entry.data.role) };
    case 'TokenIssued': {
      const { tokenId, expires } = entry.data;
      const token = { tokenId, ...(expires ? { expires } : {}), issued: entry.occurred, entry: entry.id };
      return { ...state, tokens: [...state.tokens, token] };
    }
    case 'TokenRevoked': {
      const revoked = { at: entry.occurred, entry: entry.id };
      return {
        ...state,
        tokens: state.tokens.map((token) => (token.tokenId === entry.data.tokenId ? { ...token, revoked } : token)),
      };
    }
    default:
      return state;
  }
}
