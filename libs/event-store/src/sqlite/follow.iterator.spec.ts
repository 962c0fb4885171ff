import type { LogMessage, RecordedEvent, StorePosition } from '../event-store.port.js';
import { newEvent, newStream } from '#event-store/contract';
import { FollowIterator } from './follow.iterator.js';
import { LogWatcher } from './log.watcher.js';

/** A log in memory, which another process may write to at any moment. */
class FakeLog {
  readonly events: RecordedEvent[] = [];
  pagesRead = 0;
  /** Runs when a look has found what it found, and before the follower does anything about it. */
  afterLook: () => void = () => undefined;
  private readonly watcher = new LogWatcher(() => this.events.length, 1);

  write(count: number): void {
    for (let n = 0; n < count; n++) {
      const position = BigInt(this.events.length + 1) as StorePosition;
      const recordedAt = '2026-01-14T00:00:00.000Z';
      this.events.push({ ...newEvent(), stream: newStream(), revision: 0, recordedAt, position });
    }
  }

  follow(signal: AbortSignal): FollowIterator<LogMessage> {
    const source = {
      page: (after: StorePosition) => {
        this.pagesRead += 1;
        const page = this.events.slice(Number(after), Number(after) + 10);
        this.afterLook();
        return page.map((event) => ({ after: event.position, message: { kind: 'event' as const, event } }));
      },
      version: () => this.events.length,
      onChange: (seen: number, wake: () => void) => this.watcher.onChange(seen, wake),
      isClosed: () => false,
    };
    return new FollowIterator(source, 0n as StorePosition, signal);
  }
}

const kind = ({ value }: IteratorResult<LogMessage, undefined>) => value?.kind;

describe('a follower of a log in pages', () => {
  let log: FakeLog;
  let following: AbortController;
  beforeEach(() => {
    log = new FakeLog();
    following = new AbortController();
  });
  afterEach(() => following.abort());

  it('reads one page ahead of its consumer, never two', async () => {
    log.write(35);
    const messages = log.follow(following.signal);
    expect(log.pagesRead).toBe(0);
    for (let n = 1; n <= 35; n++) {
      await messages.next();
      expect(log.pagesRead).toBe(Math.ceil(n / 10));
    }
  });

  it('notices what another process commits between the look that finds nothing and the wait', async () => {
    const messages = log.follow(following.signal);
    expect(kind(await messages.next())).toBe('caught-up');
    log.afterLook = () => {
      log.afterLook = () => undefined;
      log.write(1);
    };
    expect(kind(await messages.next())).toBe('event');
  });

  it('says once that it has caught up, however often it is woken for nothing', async () => {
    const messages = log.follow(following.signal);
    const seen: unknown[] = [];
    seen.push(kind(await messages.next()));
    for (let n = 0; n < 3; n++) {
      log.write(1);
      seen.push(kind(await messages.next()), kind(await messages.next()));
    }
    expect(seen).toEqual(['caught-up', 'event', 'caught-up', 'event', 'caught-up', 'event', 'caught-up']);
  });

  it('tells an error of the log to its consumer, and ends', async () => {
    log.afterLook = () => {
      throw new Error('the disk is gone');
    };
    const messages = log.follow(following.signal);
    await expect(messages.next()).rejects.toThrow('the disk is gone');
    expect(await messages.next()).toEqual({ done: true, value: undefined });
  });
});
