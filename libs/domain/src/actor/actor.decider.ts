import type { CommandOf, Decider } from '../shared/decider.js';
import { record, refuse, type Command, type Decision } from '../shared/decision.js';
import type { ACTOR_EVENTS } from './actor.events.js';
import { evolveActor } from './actor.evolve.js';
import { heldRole, initialActor, tokenOf, type Actor } from './actor.state.js';

type ActorCommand = {
  [D in (typeof ACTOR_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof ACTOR_EVENTS)[number]['type']];

export const actorDecider: Decider<Actor> = {
  initialState: initialActor,
  evolve: evolveActor,
  decide(asked: Command, state: Actor): Decision {
    const command = asked as unknown as ActorCommand;
    switch (command.type) {
      case 'ActorRegistered':
        return command.data.kind === 'SYSTEM'
          ? refuse('NOT_ALLOWED', 'The tracker registers itself when its log is opened: register a SERVICE instead.', {
              path: '/data/kind',
            })
          : record();
      case 'RoleGranted':
        return grant(command.data.role, state);
      case 'RoleRevoked':
        return heldRole(state, command.data.role)
          ? record()
          : refuse('UNKNOWN_ITEM', `${state.id} does not hold the role ${command.data.role}.`, {
              path: '/data/role',
              held: state.roles.map((held) => held.value),
            });
      case 'TokenIssued':
        return issue(command.data.tokenId, state);
      case 'TokenRevoked':
        return revoke(command.data.tokenId, state);
      default:
        return record();
    }
  },
};

/** Whatever the tracker does by itself it does from within: a role or a token would let others speak in its name. */
const isTracker = ({ kind }: Actor): boolean => kind?.value === 'SYSTEM';

function grant(role: string, state: Actor): Decision {
  if (isTracker(state))
    return refuse('NOT_ALLOWED', `${state.id} is the tracker itself and has no roles: grant ${role} to a SERVICE.`, {
      path: '/record',
    });
  const held = heldRole(state, role);
  return held
    ? refuse('NOTHING_CHANGES', `${state.id} holds the role ${role} already, by entry ${held.entry}.`, {
        path: '/data/role',
        entry: held.entry,
      })
    : record();
}

function issue(tokenId: string, state: Actor): Decision {
  if (isTracker(state))
    return refuse('NOT_ALLOWED', `${state.id} is the tracker itself and has no tokens: register a SERVICE instead.`, {
      path: '/record',
    });
  return tokenOf(state, tokenId)
    ? refuse('DUPLICATE_ITEM', `There is a token ${tokenId} already: take a new id.`, { path: '/data/tokenId' })
    : record();
}

function revoke(tokenId: string, state: Actor): Decision {
  const token = tokenOf(state, tokenId);
  if (!token)
    return refuse('UNKNOWN_ITEM', `${state.id} has no token ${tokenId}.`, {
      path: '/data/tokenId',
      known: state.tokens.map((known) => known.tokenId),
    });
  return token.revoked
    ? refuse('NOTHING_CHANGES', `The token ${tokenId} is revoked already, by entry ${token.revoked.entry}.`, {
        path: '/data/tokenId',
        entry: token.revoked.entry,
      })
    : record();
}
