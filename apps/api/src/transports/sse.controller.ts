import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, GraphQLError, OperationTypeNode } from 'graphql';
import type { Config } from '../config/index.js';
import { apiError } from '../graphql/api-error.js';
import { createContext } from '../graphql/graphql-context.js';
import { OperationObserver } from '../graphql/operation-observer.js';
import { READ_AFTER_HEADER, ReadAfter } from '../graphql/read-after.js';
import { clientGone } from '../http/client-gone.js';
import { replyWithErrors } from '../http/graphql-reply.js';
import { ServerState } from '../lifecycle/server-state.js';
import { CONFIG } from '../ports.js';
import { AnswerPresenter } from './answer.presenter.js';
import { LiveConnections } from './live-connections.js';
import { OperationPreparer, type Prepared } from './operation.preparer.js';
import { ResultStream, subscribeFresh } from './result-stream.js';
import { SseChannel } from './sse-channel.js';
import { streamRequest } from './sse-request.js';

type Runnable = Extract<Prepared, { args: unknown }>;

/** GraphQL over Server-Sent Events, in its *distinct connections mode*: one stream for each operation. */
@Controller('graphql/stream')
export class SseController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly preparer: OperationPreparer,
    private readonly presenter: AnswerPresenter,
    private readonly observer: OperationObserver,
    private readonly connections: LiveConnections,
    private readonly state: ServerState,
    private readonly readAfter: ReadAfter,
  ) {}

  @All()
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const read = streamRequest(request);
    if ('status' in read) return replyWithErrors(request, reply, read.status, [badRequest(read.message)]);
    if (this.state.draining || this.connections.full) {
      return replyWithErrors(request, reply.header('retry-after', 5), 503, [unavailable()]);
    }
    const prepared = this.preparer.prepare(read.operation);
    if ('errors' in prepared) {
      this.observer.finished(undefined, 'sse', prepared.errors);
      return replyWithErrors(request, reply, 400, prepared.errors);
    }
    if (prepared.type === OperationTypeNode.MUTATION) {
      return replyWithErrors(request, reply, 405, [badRequest('Send mutations to /graphql.')]);
    }
    const late = prepared.type === OperationTypeNode.QUERY ? await this.#readAfter(request, reply) : undefined;
    this.observer.finished(prepared.type, 'sse', late ? [late] : []);
    if (late) return replyWithErrors(request, reply, 400, [late]);
    await this.#deliver(request, reply, prepared);
  }

  /** A subscription says in its argument where it goes on. */
  async #readAfter({ headers }: FastifyRequest, reply: FastifyReply): Promise<GraphQLError | undefined> {
    try {
      await this.readAfter.wait(headers[READ_AFTER_HEADER]?.toString(), clientGone(reply));
      return undefined;
    } catch (error) {
      if (error instanceof GraphQLError) return error;
      throw error;
    }
  }

  async #deliver(request: FastifyRequest, reply: FastifyReply, { args, type, cost }: Runnable): Promise<void> {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Asks nginx not to collect the stream before passing it on.
      'x-accel-buffering': 'no',
    });
    const channel = new SseChannel(reply.raw, this.config.pingMs);
    if (type === OperationTypeNode.SUBSCRIPTION) channel.open();
    const released = this.connections.opened({
      transport: 'sse',
      close: () => channel.close(),
      terminate: () => reply.raw.destroy(),
    });
    const contextValue = createContext({
      viewer: request.viewer,
      correlationId: request.id,
      transport: 'sse',
      signal: channel.over,
      lastEventId: request.headers['last-event-id']?.toString(),
    });
    const contextual = { ...args, contextValue };
    try {
      const outcome =
        type === OperationTypeNode.SUBSCRIPTION ? await subscribeFresh(contextual) : await execute(contextual);
      if (outcome instanceof ResultStream) await this.#pump(outcome, channel, cost, request.id);
      else await channel.send('next', this.presenter.result(outcome, cost, request.id));
      await channel.send('complete');
    } finally {
      channel.end();
      released();
    }
  }

  async #pump(results: ResultStream, channel: SseChannel, cost: number, correlationId: string): Promise<void> {
    const stop = () => void results.return();
    channel.over.addEventListener('abort', stop);
    if (results.cursor !== undefined) channel.beginAfter(results.cursor);
    // It may have ended while the subscription was being set up.
    if (channel.over.aborted) stop();
    try {
      for await (const result of results) {
        await channel.send('next', this.presenter.result(result, cost, correlationId), results.cursor);
        if (channel.over.aborted) break;
      }
    } catch (error) {
      await channel.send('next', { errors: this.presenter.failure(error, correlationId) });
    } finally {
      channel.over.removeEventListener('abort', stop);
    }
  }
}

const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
const unavailable = () =>
  apiError('UNAVAILABLE', 'No further connection can be opened at the moment; try again later.');
