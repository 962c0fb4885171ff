import 'reflect-metadata';
import { type DynamicModule, Module } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import type { IndexedEntry, ReadModel, Snapshot } from '#read-model';
import type { AccessTokens } from '#vault';
import { loadConfig } from '../../config/index.js';
import type { Role } from '../../auth/viewer.js';
import { createApp } from '../../create-app.js';
import { shutDown } from '../../lifecycle/graceful-shutdown.js';
import { createLogger } from '../../logging/logger.js';
import { AUTHENTICATOR, HEALTH_CHECKS, READ_MODEL, READ_MODEL_STATUS, RECORDER, VAULT } from '../../ports.js';
import { QUERY_RESOLVERS } from '../../queries/index.js';
import { MUTATION_RESOLVERS } from '../mutation.resolvers.js';
import type { Recorder } from '../recorder.port.js';

export const LOG_ID = '0b5c9d7e-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
export const ACTOR = 'actor-9a1f0b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c';

export interface MutationServer {
  /** Runs a document; `token` names the role that the caller has, none is the public. */
  run(query: string, variables?: object, token?: Role | 'none'): Promise<Answered>;
  /** Lines of the server's log. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

export interface Answered {
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

interface Doubles {
  readonly recorder: Recorder;
  /** Where the read model finds each entry; by default it is never there in time. */
  readonly find?: (entry: string) => Promise<IndexedEntry | undefined>;
  readonly vault?: Partial<AccessTokens>;
  /** What the read model holds; nothing can be read by default. */
  readonly snapshot?: Partial<Snapshot>;
}

/** The whole server over HTTP, with a recorder that is watched in place of the log. */
export async function startMutationServer(doubles: Doubles): Promise<MutationServer> {
  const config = loadConfig({ PORT: '0', LOG_LEVEL: 'debug' });
  const resolvers = [...QUERY_RESOLVERS, ...MUTATION_RESOLVERS];
  const log: string[] = [];
  const logger = createLogger(config.logLevel, { write: (line) => void log.push(line) });
  const app = await createApp({ config, logger, modules: [moduleOf(doubles)], resolvers });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    log,
    async run(query, variables = {}, token = 'EDITOR') {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === 'none' ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answered;
    },
    stop: () => shutDown(app, config.shutdownGraceMs, logger),
  };
}

@Module({})
class DoublesModule {}

function moduleOf({ recorder, find, vault, snapshot }: Doubles): DynamicModule {
  const model: Partial<ReadModel> = {
    waitForEntry: async (entry) => find?.(entry),
    status: () => ({ logId: LOG_ID }) as ReturnType<ReadModel['status']>,
  };
  if (snapshot) {
    model.at = (index) => ({ index, ...snapshot }) as Snapshot;
    model.current = () => snapshot as Snapshot;
  }
  const providers = [
    {
      provide: AUTHENTICATOR,
      useValue: { authenticate: async (role: Role) => ({ actor: ACTOR, roles: new Set([role]) }) },
    },
    { provide: READ_MODEL_STATUS, useValue: { current: () => ({ index: -1, ageMs: 0 }), waitFor: async () => false } },
    { provide: HEALTH_CHECKS, useValue: [] },
    { provide: RECORDER, useValue: recorder },
    { provide: READ_MODEL, useValue: model },
    { provide: VAULT, useValue: vault ?? {} },
  ];
  return { module: DoublesModule, global: true, providers, exports: providers };
}
