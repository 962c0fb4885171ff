import { LogUnavailableError, type RecordedEvent } from '#event-store';
import type { LogIndex } from '#domain';
import { Story } from '../testing/story.js';
import type { Checkpoint } from './checkpoint.js';
import { LogFollower } from './log.follower.js';
import type { ProjectorState } from './projector.messages.js';

/** More often than a projection is tried before it pauses. */
const OFTEN = 20;

/** Follows a log of one incident into a target that fails so often before it projects. */
async function statesUntilLive(failure: Error, wakes: boolean): Promise<readonly ProjectorState[]> {
  const story = new Story();
  story.incident(1);
  const states: ProjectorState[] = [];
  const stop = new AbortController();
  let left = OFTEN;
  let checkpoint: Checkpoint = { index: -1 as LogIndex };
  const target = {
    get checkpoint() {
      return checkpoint;
    },
    place: undefined,
    async project([event]: readonly RecordedEvent[]) {
      if (left-- > 0) throw failure;
      return (checkpoint = { index: 0 as LogIndex, position: event!.position, event: event!.id });
    },
  };
  const follower = new LogFollower(
    story.log,
    target,
    {
      onCheckpoint: () => undefined,
      onCaughtUp: () => target,
      onState(state) {
        states.push(state);
        if (state === 'PAUSED' && wakes) setImmediate(() => follower.wake());
        if (state === 'LIVE' || (state === 'PAUSED' && !wakes)) setImmediate(() => stop.abort());
      },
    },
    { batchSize: 10, sleep: () => Promise.resolve() },
  );
  await follower.run(stop.signal);
  return states;
}

describe('a projection that fails', () => {
  it('goes on by itself, however long the log was away that it had to read', async () => {
    const states = await statesUntilLive(new LogUnavailableError('kurrentdb://log', 'it cannot be reached'), false);
    expect(new Set(states)).toEqual(new Set(['RETRYING', 'LIVE']));
    expect(states.at(-1)).toBe('LIVE');
  });

  it('pauses for any other reason, since to try again would be of no use', async () => {
    const states = await statesUntilLive(new Error('a poison event'), false);
    expect(states).toContain('PAUSED');
    expect(states).not.toContain('LIVE');
  });

  it('goes on after the pause when it is woken', async () => {
    const states = await statesUntilLive(new Error('a disk that was full'), true);
    expect(states).toContain('PAUSED');
    expect(states.at(-1)).toBe('LIVE');
  });
});
