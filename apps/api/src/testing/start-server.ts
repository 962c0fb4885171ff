import 'reflect-metadata';
import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import type { Authenticator } from '../auth/authenticator.port.js';
import { loadConfig } from '../config/index.js';
import { createApp } from '../create-app.js';
import { shutDown } from '../lifecycle/graceful-shutdown.js';
import { createLogger } from '../logging/logger.js';
import type { ModelCopies } from '../peer/model-copies.port.js';
import {
  AUTHENTICATOR,
  HEALTH_CHECKS,
  LEDGER,
  type HealthCheck,
  MODEL_COPIES,
  OPENINGS,
  PERSONAL_GATE,
  READ_MODEL_STATUS,
  type ReadModelStatus,
} from '../ports.js';
import { Stage, ticksResolver } from './ticks.resolver.js';

export interface ServerUnderTest {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Lines of the server's log, parsed. */
  readonly log: readonly Record<string, unknown>[];
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
    readonly extensions?: Record<string, unknown>;
  };
}

export interface Setting {
  readonly environment?: Record<string, string>;
  /** A schema needs a query; by default those of `ticksResolver`. */
  readonly resolvers?: readonly Type[];
  readonly authenticator?: Authenticator;
  readonly status?: ReadModelStatus;
  readonly checks?: readonly HealthCheck[];
  readonly copies?: ModelCopies;
  /** Whatever else the resolvers inject. */
  readonly providers?: readonly Exclude<Provider, Type>[];
}

/** The whole server on a free port of this machine, with doubles for its ports. */
export async function startServer(setting: Setting = {}): Promise<ServerUnderTest> {
  const config = loadConfig({ PORT: '0', LOG_LEVEL: 'trace', ...setting.environment });
  const log: Record<string, unknown>[] = [];
  const logger = createLogger(config.logLevel, { write: (line) => void log.push(JSON.parse(line)) });
  const { resolvers = [ticksResolver(new Stage())] } = setting;
  const app = await createApp({ config, logger, modules: [doubles(setting)], resolvers });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    log,
    async post(body, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
    },
    stop: () => shutDown(app, config.shutdownGraceMs, logger),
  };
}

@Module({})
class Doubles {}

function doubles({ authenticator, status, checks, copies, providers: more = [] }: Setting): DynamicModule {
  const providers = [
    ...more,
    { provide: AUTHENTICATOR, useValue: authenticator ?? { authenticate: async () => undefined } },
    {
      provide: READ_MODEL_STATUS,
      useValue: status ?? { current: () => ({ index: -1, ageMs: 0 }), waitFor: async () => false },
    },
    { provide: HEALTH_CHECKS, useValue: checks ?? [] },
    { provide: LEDGER, useValue: null },
    { provide: PERSONAL_GATE, useValue: { isOpen: () => true } },
    { provide: OPENINGS, useValue: { reaches: async () => false, of: async function* () {} } },
    { provide: MODEL_COPIES, useValue: copies ?? { make: async () => ({ busy: 'none' }) } },
  ];
  return { module: Doubles, global: true, providers, exports: providers };
}
