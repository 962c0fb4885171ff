import { apiError } from '../graphql/api-error.js';
import type { Role, Viewer } from './viewer.js';

/** An authenticated viewer: its actor is known. */
export type Actor = Viewer & { readonly actor: string };

/**
 * The viewer, if it has one of the roles.
 *
 * @throws a top-level `UNAUTHENTICATED` for the public, `FORBIDDEN` for an actor without any of them
 */
export function requireRole(viewer: Viewer, ...roles: readonly Role[]): Actor {
  if (viewer.actor === undefined) {
    throw apiError('UNAUTHENTICATED', 'This needs an access token: present it as "Authorization: Bearer <token>".');
  }
  if (!roles.some((role) => viewer.roles.has(role))) {
    throw apiError('FORBIDDEN', `This needs one of the roles ${roles.join(', ')}.`, { needed: roles });
  }
  return { ...viewer, actor: viewer.actor };
}
