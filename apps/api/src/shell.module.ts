import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { AuthenticationService } from './auth/authentication.js';
import type { Config } from './config/index.js';
import { AnswerExtensionsFactory } from './graphql/answer-extensions.js';
import { OperationObserver } from './graphql/operation-observer.js';
import { ReadAfter } from './graphql/read-after.js';
import { ReadinessService } from './health/readiness.js';
import { ServerState } from './lifecycle/server-state.js';
import { DocumentGate } from './limits/document.gate.js';
import { Metrics } from './metrics/metrics.js';
import { CONFIG, LOGGER } from './ports.js';
import { LiveConnections } from './transports/live-connections.js';

/** What all other modules may inject: configuration, log, metrics and the state of the server. */
@Module({})
export class ShellModule {
  static forRoot(config: Config, logger: Logger): DynamicModule {
    const shared = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      Metrics,
      ServerState,
      { provide: DocumentGate, useFactory: () => new DocumentGate(config) },
      {
        provide: LiveConnections,
        useFactory: (metrics: Metrics) => new LiveConnections(config.maxConnections, metrics),
        inject: [Metrics],
      },
      AuthenticationService,
      AnswerExtensionsFactory,
      OperationObserver,
      ReadAfter,
      ReadinessService,
    ];
    return { module: ShellModule, global: true, providers: shared, exports: shared };
  }
}
