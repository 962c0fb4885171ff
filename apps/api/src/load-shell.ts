import { setImmediate as nextTurn } from 'node:timers/promises';

/** What takes longest to load, in the order in which one needs the other. */
const PARTS = [
  () => import('@nestjs/core'),
  () => import('graphql'),
  () => import('@nestjs/graphql'),
  () => import('@nestjs/apollo'),
  () => import('./graphql/resolvers.js'),
];

/**
 * Loads all that serves requests: more than a thousand modules, which takes longer than opening the installation. Piece
 * by piece, since loading holds the thread: what is being opened meanwhile gets its turn in between.
 */
export async function loadShell(): Promise<typeof import('./shell.js')> {
  for (const load of PARTS) {
    await load();
    await nextTurn();
  }
  return import('./shell.js');
}
