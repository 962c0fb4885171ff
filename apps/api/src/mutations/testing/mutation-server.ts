import type { IndexedEntry, ReadModel, Snapshot } from '#read-model';
import type { AccessTokens } from '#vault';
import type { Role } from '../../auth/viewer.js';
import { READ_MODEL, RECORDER, VAULT } from '../../ports.js';
import { QUERY_RESOLVERS } from '../../queries/index.js';
import { startServer } from '../../testing/start-server.js';
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
export async function startMutationServer({ recorder, vault, ...held }: Doubles): Promise<MutationServer> {
  const server = await startServer({
    environment: { LOG_LEVEL: 'debug' },
    resolvers: [...QUERY_RESOLVERS, ...MUTATION_RESOLVERS],
    authenticator: { authenticate: async (role) => ({ actor: ACTOR, roles: new Set([role as Role]) }) },
    providers: [
      { provide: RECORDER, useValue: recorder },
      { provide: READ_MODEL, useValue: modelOf(held) },
      { provide: VAULT, useValue: vault ?? {} },
    ],
  });
  return {
    get log() {
      return server.log.map((line) => JSON.stringify(line));
    },
    async run(query, variables = {}, token = 'EDITOR') {
      const headers = token === 'none' ? undefined : { authorization: `Bearer ${token}` };
      return (await server.post({ query, variables }, headers)).body as Answered;
    },
    stop: () => server.stop(),
  };
}

function modelOf({ find, snapshot }: Pick<Doubles, 'find' | 'snapshot'>): Partial<ReadModel> {
  const model: Partial<ReadModel> = {
    waitForEntry: async (entry) => find?.(entry),
    status: () => ({ logId: LOG_ID }) as ReturnType<ReadModel['status']>,
  };
  if (snapshot) {
    model.at = (index) => ({ index, ...snapshot }) as Snapshot;
    model.current = () => snapshot as Snapshot;
  }
  return model;
}
