import { apiError } from '../graphql/api-error.js';
import type { Viewer } from './viewer.js';

/** An authenticated viewer: its actor is known. */
export type Actor = Viewer & { readonly actor: string };

/**
 * Whoever asks, if they are known. Which role a command needs is its declaration's to say, and the recorder's to check.
 * @throws a top-level `UNAUTHENTICATED` for the public
 */
export function requireActor(viewer: Viewer): Actor {
  if (viewer.actor !== undefined) return { ...viewer, actor: viewer.actor };
  throw apiError('UNAUTHENTICATED', 'This needs an access token: present it as "Authorization: Bearer <token>".');
}
