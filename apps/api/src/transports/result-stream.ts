import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { eventVariables } from './event-variables.js';
import { freshContext, type GraphQLContext } from '../graphql/graphql-context.js';

type ContextualArgs = ExecutionArgs & { readonly contextValue: GraphQLContext };

/**
 * The results of a subscription, pulled one by one: the next event is asked for only when the last result has been
 * taken, so a client that reads slowly slows its own reading and nothing queues. `return()` reaches the resolver's
 * iterator at once, also while `next()` waits. Each event is executed with a fresh context: data loaders that lived as
 * long as the subscription would go on showing what they read first.
 */
export class ResultStream implements AsyncGenerator<ExecutionResult, void, void> {
  readonly #events: AsyncIterator<unknown>;
  #cursor: string | undefined;
  readonly #args: ContextualArgs;

  constructor(events: AsyncIterable<unknown>, args: ContextualArgs) {
    this.#events = events[Symbol.asyncIterator]();
    this.#cursor = cursorOf(events);
    this.#args = { ...args, variableValues: eventVariables(args) };
  }

  /**
   * From where a client goes on that has had everything so far: after the last event, or where the first is looked for.
   * Undefined where what is followed has no places.
   */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  async next(): Promise<IteratorResult<ExecutionResult, void>> {
    const event = await this.#events.next();
    if (event.done) return { done: true, value: undefined };
    this.#cursor = cursorOf(event.value) ?? this.#cursor;
    const contextValue = freshContext(this.#args.contextValue);
    return { done: false, value: await execute({ ...this.#args, rootValue: event.value, contextValue }) };
  }

  async return(): Promise<IteratorResult<ExecutionResult, void>> {
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<ExecutionResult, void>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  async [Symbol.asyncDispose]() {
    await this.return();
  }
}

/** Of a feed, where it begins; of what a feed tells, where that stands in it. */
function cursorOf(placed: unknown): string | undefined {
  const cursor = (placed as { readonly cursor?: unknown } | undefined)?.cursor;
  return typeof cursor === 'string' ? cursor : undefined;
}

/** Starts a subscription; a result instead of a stream where it could not be started. */
export async function subscribeFresh(args: ContextualArgs): Promise<ResultStream | ExecutionResult> {
  const events = await createSourceEventStream(args);
  return Symbol.asyncIterator in events ? new ResultStream(events, args) : events;
}
