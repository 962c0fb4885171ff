import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { databaseOrder, DONE, MessageReader, named, query, type Startup, STARTED, statusOf } from './pg-protocol.js';

export interface PgliteServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * PostgreSQL compiled to WebAssembly, behind a socket, so that several processes can have it as their vault where no
 * server is at hand. Each database has one session: what one connection does in a transaction, the others wait for. So
 * nothing that two of them do overlaps, and of such races it shows nothing. `CREATE DATABASE` is answered once the
 * database answers, `DROP DATABASE` cuts off who is connected. One that nobody made is there with the first that connects
 * to it, which may have to wait; no password is asked for.
 */
export async function startPgliteServer(): Promise<PgliteServer> {
  const databases = new Databases();
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    new Connection(socket, databases, `c${++count}_`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `postgres://postgres@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await databases.close();
    },
  };
}

/** An instance for each, since one has no more than one. */
class Databases {
  private readonly sessions = new Map<string, Session>();
  private empty: Promise<Blob> | undefined;

  session(name: string): Session {
    const known = this.sessions.get(name);
    if (known) return known;
    const session = new Session(this.create());
    this.sessions.set(name, session);
    return session;
  }

  async drop(name: string): Promise<void> {
    const session = this.sessions.get(name);
    this.sessions.delete(name);
    await session?.close();
  }

  async close(): Promise<void> {
    for (const name of this.sessions.keys()) await this.drop(name);
  }

  /** To initialise a database takes ten times as long as to copy one that is. */
  private async create(): Promise<PGlite> {
    const { PGlite } = await import('@electric-sql/pglite');
    this.empty ??= PGlite.create().then(async (first) => {
      const files = await first.dumpDataDir('none');
      await first.close();
      return files;
    });
    return PGlite.create({ loadDataDir: await this.empty });
  }
}

/** The one session, which connections have in turn. */
class Session {
  private turn: Promise<void> = Promise.resolve();
  private searchPath = '';

  readonly connections = new Set<Socket>();

  constructor(private readonly db: Promise<PGlite>) {}

  /** @returns what gives the turn to the next */
  async take(): Promise<() => void> {
    const before = this.turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.turn = promise;
    await before;
    return resolve;
  }

  async ready(): Promise<void> {
    await this.db;
  }

  async run(messages: Uint8Array): Promise<Buffer> {
    return Buffer.from(await (await this.db).execProtocolRaw(messages));
  }

  async lookIn(searchPath: string): Promise<void> {
    if (searchPath === this.searchPath) return;
    await this.run(query(`SET search_path TO ${searchPath}`));
    this.searchPath = searchPath;
  }

  async close(): Promise<void> {
    for (const socket of this.connections) socket.destroy();
    await this.take();
    await (await this.db).close();
  }
}

/** One client. Its statements are named apart from those of others, since all are prepared in the one session. */
class Connection {
  private readonly reader = new MessageReader();
  private working: Promise<void> = Promise.resolve();
  private session: Session | undefined;
  private searchPath = '';
  /** Held from the begin of a transaction to its end. */
  private release: (() => void) | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly databases: Databases,
    private readonly prefix: string,
  ) {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => this.soon(() => this.receive(data)));
    socket.once('close', () => this.soon(() => this.leave()));
  }

  /** One thing after the other, in the order in which it came. */
  private soon(work: () => Promise<void>): void {
    this.working = this.working.then(work).catch(() => void this.socket.destroy());
  }

  private async receive(data: Buffer): Promise<void> {
    this.reader.add(data);
    while (!this.session) {
      const startup = this.reader.startup();
      if (startup === undefined) return;
      if (startup === 'TLS?') this.socket.write('N');
      else this.start(startup);
    }
    for (let group = this.reader.group(); group; group = this.reader.group()) await this.run(this.session, group);
  }

  private start({ database, searchPath }: Startup): void {
    this.session = this.databases.session(database);
    this.session.connections.add(this.socket);
    this.searchPath = searchPath;
    this.socket.write(STARTED);
  }

  private async run(session: Session, group: readonly Buffer[]): Promise<void> {
    const order = databaseOrder(group);
    if (order) {
      if (order.what === 'DROP') await this.databases.drop(order.name);
      else await this.databases.session(order.name).ready();
      this.socket.write(DONE);
      return;
    }
    if (!this.release) {
      this.release = await session.take();
      await session.lookIn(this.searchPath);
    }
    const answer = await session.run(Buffer.concat(group.map((message) => named(message, this.prefix))));
    if (statusOf(answer) === 'idle') this.giveUp();
    this.socket.write(answer);
  }

  private giveUp(): void {
    this.release?.();
    this.release = undefined;
  }

  /** Whoever goes in the midst of a transaction has done nothing. */
  private async leave(): Promise<void> {
    this.session?.connections.delete(this.socket);
    if (!this.session || !this.release) return;
    await this.session.run(query('ROLLBACK'));
    this.giveUp();
  }
}
