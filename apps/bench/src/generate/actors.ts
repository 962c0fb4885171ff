import { ActorRegistered, LogOpened, type StreamName } from '#domain';
import { content, type Draft } from './draft.js';
import type { Random } from './random.js';

/** The log's first entries: that it began, and those who record. */
export function openingEvents(random: Random, at: number): { actors: readonly StreamName[]; drafts: readonly Draft[] } {
  const occurred = { edtf: `${new Date(at).toISOString().slice(0, 19)}Z`, zone: 'UTC' };
  const actors = Array.from({ length: 20 }, (): StreamName => `actor-${random.uuid()}`);
  const logId = random.uuid();
  const opened = { at, id: random.uuid(), stream: 'log', content: () => content(LogOpened, { logId }, { occurred }) };
  const registered = actors.map((stream, n) => ({
    at,
    id: random.uuid(),
    stream,
    content: () => content(ActorRegistered, { kind: n === 0 ? 'SYSTEM' : 'HUMAN' }, { occurred }),
  }));
  return { actors, drafts: [opened, ...registered] };
}
