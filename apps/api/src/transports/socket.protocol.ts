import { Inject, Injectable } from '@nestjs/common';
import { type ExecutionArgs, execute, GraphQLError, OperationTypeNode } from 'graphql';
import { type Context, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { AuthenticationService } from '../auth/authentication.js';
import type { Config } from '../config/index.js';
import { apiError } from '../graphql/api-error.js';
import { createContext, type GraphQLContext } from '../graphql/graphql-context.js';
import { OperationObserver } from '../graphql/operation-observer.js';
import { limitError } from '../limits/limit.error.js';
import { ServerState } from '../lifecycle/server-state.js';
import { CONFIG } from '../ports.js';
import { AnswerPresenter } from './answer.presenter.js';
import { OperationPreparer } from './operation.preparer.js';
import { subscribeFresh } from './result-stream.js';
import type { SocketSession } from './socket-session.js';

type Ctx = Context<Record<string, unknown>, SocketSession>;
type ContextualArgs = ExecutionArgs & { readonly contextValue: GraphQLContext };

/** graphql-transport-ws over our own authentication, limits and execution. */
@Injectable()
export class SocketProtocol {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly authentication: AuthenticationService,
    private readonly preparer: OperationPreparer,
    private readonly presenter: AnswerPresenter,
    private readonly observer: OperationObserver,
    private readonly state: ServerState,
  ) {}

  createServer(): Server<SocketSession> {
    return makeServer<Record<string, unknown>, SocketSession>({
      onConnect: (ctx) => this.#connect(ctx),
      onSubscribe: (ctx, id, payload) => this.#subscribe(ctx.extra, id, payload),
      execute: (args) => this.state.track(Promise.resolve(execute(args as ContextualArgs))),
      subscribe: (args) => subscribeFresh(args as ContextualArgs),
      onNext: ({ extra }, id, _payload, _args, result) => {
        const running = extra.running.get(id);
        return this.presenter.result(result, running?.cost ?? 0, running?.context.correlationId ?? extra.correlationId);
      },
      onError: ({ extra }, _id, _payload, errors) => this.presenter.errors(errors, extra.correlationId),
      onComplete: ({ extra }, id) => void extra.running.delete(id),
    });
  }

  async #connect({ extra, connectionParams }: Ctx): Promise<boolean> {
    extra.authorization ??= connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
    return this.reauthenticate(extra);
  }

  /** Asks again who the client is: a revoked token must not live on as an open connection. False if it is refused. */
  async reauthenticate(session: SocketSession): Promise<boolean> {
    const outcome = await this.authentication.authenticate(session.authorization, session.address);
    if (!('viewer' in outcome)) {
      session.refusal = outcome.message;
      return false;
    }
    session.viewer = outcome.viewer;
    session.confirmedAt = Date.now();
    return true;
  }

  async #subscribe(session: SocketSession, id: string, payload: SubscribePayload) {
    if (session.running.size >= this.config.maxSubscriptions) {
      return [
        limitError('TOO_MANY_OPERATIONS', {
          what: 'Operations on this connection',
          limit: this.config.maxSubscriptions,
          actual: session.running.size + 1,
          advice: 'Complete one, or open another connection.',
        }),
      ];
    }
    if (!(await this.reauthenticate(session))) {
      return [apiError('UNAUTHENTICATED', 'The access token of this connection is not valid any more.')];
    }
    const prepared = this.preparer.prepare(payload);
    if ('errors' in prepared) {
      this.observer.finished(undefined, 'websocket', prepared.errors);
      return prepared.errors;
    }
    if (this.state.draining && prepared.type === OperationTypeNode.MUTATION) return [stopping()];
    const { viewer, correlationId, gone } = session;
    const context = createContext({ viewer, correlationId, transport: 'websocket', signal: gone.signal });
    session.running.set(id, { context, cost: prepared.cost });
    this.observer.finished(prepared.type, 'websocket', []);
    return { ...prepared.args, contextValue: context };
  }
}

const stopping = () =>
  new GraphQLError('This server is stopping; nothing was recorded. Repeat the mutation on a new connection.', {
    extensions: { code: 'UNAVAILABLE' },
  });
