import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import type { Logger } from 'pino';
import type { Config } from './config/index.js';
import { GraphiQLController } from './graphiql/graphiql.controller.js';
import { AnswerExtensionsFactory } from './graphql/answer-extensions.js';
import { CodeFirstDriver } from './graphql/code-first.driver.js';
import { driverOptions } from './graphql/driver-options.js';
import { OperationObserver } from './graphql/operation-observer.js';
import { ReadAfter } from './graphql/read-after.js';
import { RESOLVERS, SCALARS } from './graphql/resolvers.js';
import { HealthController } from './health/health.controller.js';
import { HomeController } from './http/home.controller.js';
import { LedgerAccess } from './ledger/ledger.access.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { OpeningsController } from './ledger/openings.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { PeerController } from './peer/peer.controller.js';
import { CONFIG } from './ports.js';
import { ShellModule } from './shell.module.js';
import { AnswerPresenter } from './transports/answer.presenter.js';
import { OperationPreparer } from './transports/operation.preparer.js';
import { SocketProtocol } from './transports/socket.protocol.js';
import { SseController } from './transports/sse.controller.js';
import { WebSocketTransport } from './transports/websocket.transport.js';

export interface Composition {
  readonly config: Config;
  readonly logger: Logger;
  /** Modules that bind the tokens of `ports.ts` (global), and whatever the resolvers inject. */
  readonly modules: readonly (Type | DynamicModule)[];
  /** Resolver classes; all of the product's by default. */
  readonly resolvers?: readonly Type[];
}

@Module({})
export class AppModule {
  static forRoot({ config, logger, modules, resolvers = RESOLVERS }: Composition): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ShellModule.forRoot(config, logger),
        ...modules,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: CodeFirstDriver,
          useFactory: driverOptions,
          inject: [CONFIG, AnswerExtensionsFactory, OperationObserver, ReadAfter],
        }),
      ],
      controllers: [
        HomeController,
        GraphiQLController,
        HealthController,
        LedgerController,
        OpeningsController,
        MetricsController,
        PeerController,
        SseController,
      ],
      providers: [
        ...resolvers,
        ...SCALARS,
        LedgerAccess,
        OperationPreparer,
        AnswerPresenter,
        SocketProtocol,
        WebSocketTransport,
      ],
    };
  }
}
