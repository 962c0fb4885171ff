import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import type { RunningServer } from './server.js';

export type Role = 'VIEWER' | 'EDITOR' | 'AUDITOR' | 'ADMIN';

/** Why the actors of a test are what they are: whatever is done to an actor needs a reason. */
export const WHY = { text: 'For a test.' };

export interface Someone extends Recorder {
  readonly actor: string;
  readonly token: string;
  readonly tokenId: string;
}

/** The administrator of a server that was started for the first time. */
export function administratorOf(server: RunningServer): Recorder {
  if (!server.adminToken) throw new Error(`no admin token was printed:\n${server.output()}`);
  return new Recorder(server.client(server.adminToken));
}

/** A new actor with roles, and a token to act by. */
export async function someone(server: RunningServer, ...roles: readonly Role[]): Promise<Someone> {
  const administrator = administratorOf(server);
  const { record } = await administrator.record('registerActor', { kind: 'HUMAN', reason: WHY });
  for (const role of roles) await administrator.record('grantRole', { record: record!.id, role, reason: WHY });
  const { secret, tokenId } = await administrator.record('issueToken', { record: record!.id, reason: WHY });
  const recorder = new Recorder(server.client(secret!));
  return Object.assign(recorder, { actor: record!.id, token: secret!, tokenId: tokenId! });
}
