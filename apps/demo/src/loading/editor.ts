import { v5 } from 'uuid';
import type { Recorder } from './recorder.js';

/** Namespace of the commands by which the demo makes itself an editor. */
const NAMESPACE = 'c2a5a0b4-1de2-4c0f-9a5d-6f0c1b1b6f10';

const WHY = { text: 'The demo records the story of Minneapolis as an editor would.' };

export interface Editor {
  readonly actor: string;
  /** A new one, each time. */
  readonly token: string;
}

/**
 * The editor of the demo, with a new token. It is the same actor each time, if the same administrator asks: a scenario
 * that another actor had loaded would be recorded anew.
 */
export async function demoEditor(administrator: Recorder): Promise<Editor> {
  const registered = await administrator.record('registerActor', {
    commandId: v5('editor', NAMESPACE),
    kind: 'SERVICE',
    name: 'Demo editor',
    reason: WHY,
  });
  if (!registered.record) throw new Error('The editor was registered, but cannot be read yet: start the demo again.');
  const actor = registered.record.id;
  await administrator.record('grantRole', {
    commandId: v5('role', NAMESPACE),
    record: actor,
    role: 'EDITOR',
    reason: WHY,
  });
  const issued = await administrator.record('issueToken', { record: actor, label: 'demo', reason: WHY });
  if (!issued.secret) throw new Error('A token was issued, but without its secret: start the demo again.');
  return { actor, token: issued.secret };
}
