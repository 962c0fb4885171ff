import type { Role } from '../../auth/viewer.js';
import { startServer } from '../../testing/start-server.js';
import type { ModelCopies } from '../model-copies.port.js';
import { PEER_READ_MODEL } from '../peer.path.js';

/** Tokens that the server under test knows, by the one role of their actor. */
export const ACTOR_ROLES = { ADMIN: 'admin-token', EDITOR: 'editor-token', AUDITOR: 'auditor-token' } as const;

/** A server that has one copy of a read model to give. */
export async function startWithCopies(copy: Awaited<ReturnType<ModelCopies['make']>>) {
  let made = 0;
  const server = await startServer({
    copies: {
      make: async () => {
        made += 1;
        return copy;
      },
    },
    authenticator: {
      authenticate: async (token) => {
        const role = Object.entries(ACTOR_ROLES).find(([, known]) => known === token)?.[0] as Role | undefined;
        return role && { actor: 'actor-1', roles: new Set([role]) };
      },
    },
  });
  return {
    ...server,
    made: () => made,
    ask: (token?: string) =>
      fetch(server.url + PEER_READ_MODEL, { headers: token ? { authorization: `Bearer ${token}` } : {} }),
  };
}
