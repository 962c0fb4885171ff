import { Args, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';

/** One source of numbers, watched by the test: what was pulled, and whether it was ended. */
export class Ticks implements AsyncIterableIterator<{ ticks: string }> {
  pulled = 0;
  ended = false;
  #wake: (() => void) | undefined;

  constructor(
    private readonly count: number,
    private readonly size: number,
    private readonly failure?: Error,
  ) {}

  async next(): Promise<IteratorResult<{ ticks: string }>> {
    if (this.pulled >= this.count && this.failure) throw this.failure;
    // Like a feed that has come to its end: waits for what never comes.
    if (this.pulled >= this.count && !this.ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.ended) return { done: true, value: undefined };
    this.pulled += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return { done: false, value: { ticks: String(this.pulled).padEnd(this.size, '.') } };
  }

  async return(): Promise<IteratorResult<{ ticks: string }>> {
    this.ended = true;
    this.#wake?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

/** What a test may hold open, and look at afterwards. */
export class Stage {
  readonly started: Ticks[] = [];
  slow: Promise<void> = Promise.resolve();
  entered = 0;
  recorded = 0;
}

export function ticksResolver(stage: Stage) {
  @Resolver()
  class TicksResolver {
    @Query(() => String)
    broken(): string {
      throw new Error('could not open "/var/secret/log.db"');
    }

    @Query(() => [String])
    page(@Args('first', { type: () => Int, nullable: true }) first?: number): string[] {
      return Array.from({ length: first ?? 0 }, (_, n) => String(n));
    }

    @Query(() => String)
    unavailable(): string {
      throw Object.assign(new Error('the log at /data is not available'), { name: 'LogUnavailableError' });
    }

    @Mutation(() => Int)
    async record(): Promise<number> {
      stage.entered += 1;
      await stage.slow;
      stage.recorded += 1;
      return stage.recorded;
    }

    @Subscription(() => String)
    ticks(
      @Args('count', { type: () => Int }) count: number,
      @Args('size', { type: () => Int, defaultValue: 1 }) size: number,
      @Args('fails', { type: () => String, nullable: true }) fails?: string,
    ): AsyncIterable<{ ticks: string }> {
      const failure =
        fails === 'SLOW_CONSUMER'
          ? new GraphQLError('Too far behind: ask again.', { extensions: { code: fails } })
          : fails && new Error('secret detail');
      const ticks = new Ticks(count, size, failure || undefined);
      stage.started.push(ticks);
      return ticks;
    }
  }
  return TicksResolver;
}

/** Waits until something is so; the test's own time limit ends it. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
