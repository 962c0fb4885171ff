import { type Actor, requireRole } from '../auth/require-role.js';
import { ROLES, type Viewer } from '../auth/viewer.js';

/** Whoever asks, if they are known: which role a command needs is its declaration's to say, and the recorder's to check. */
export const actorOf = (viewer: Viewer): Actor => requireRole(viewer, ...ROLES);
