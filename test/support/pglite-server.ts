import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { type Startup, MessageReader, named, query, STARTED, statusOf } from './pg-protocol.js';

export interface PgliteServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * PostgreSQL compiled to WebAssembly, behind a socket, so that several processes can have it as their vault where no
 * server is at hand. It has one session: what one connection does in a transaction, the others wait for. So nothing that
 * two of them do overlaps, and of such races it shows nothing.
 */
export async function startPgliteServer(): Promise<PgliteServer> {
  const session = new Session(await PGlite.create());
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    new Connection(socket, session, `c${++count}_`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `postgres://postgres@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await session.close();
    },
  };
}

/** The one session, which connections have in turn. */
class Session {
  private turn: Promise<void> = Promise.resolve();
  private searchPath = '';

  constructor(private readonly db: PGlite) {}

  /** @returns what gives the turn to the next */
  async take(): Promise<() => void> {
    const before = this.turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.turn = promise;
    await before;
    return resolve;
  }

  async run(messages: Uint8Array): Promise<Buffer> {
    return Buffer.from(await this.db.execProtocolRaw(messages));
  }

  async lookIn(searchPath: string): Promise<void> {
    if (searchPath === this.searchPath) return;
    await this.run(query(`SET search_path TO ${searchPath}`));
    this.searchPath = searchPath;
  }

  async close(): Promise<void> {
    await this.take();
    await this.db.close();
  }
}

/** One client. Its statements are named apart from those of others, since all are prepared in the one session. */
class Connection {
  private readonly reader = new MessageReader();
  private working: Promise<void> = Promise.resolve();
  private searchPath: string | undefined;
  /** Held from the begin of a transaction to its end. */
  private release: (() => void) | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly session: Session,
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
    while (this.searchPath === undefined) {
      const startup = this.reader.startup();
      if (startup === undefined) return;
      if (startup === 'TLS?') this.socket.write('N');
      else this.start(startup);
    }
    for (let group = this.reader.group(); group; group = this.reader.group()) await this.run(group);
  }

  private start({ searchPath }: Startup): void {
    this.searchPath = searchPath;
    this.socket.write(STARTED);
  }

  private async run(group: readonly Buffer[]): Promise<void> {
    if (!this.release) {
      this.release = await this.session.take();
      await this.session.lookIn(this.searchPath!);
    }
    const answer = await this.session.run(Buffer.concat(group.map((message) => named(message, this.prefix))));
    if (statusOf(answer) === 'idle') this.giveUp();
    this.socket.write(answer);
  }

  private giveUp(): void {
    this.release?.();
    this.release = undefined;
  }

  /** Whoever goes in the midst of a transaction has done nothing. */
  private async leave(): Promise<void> {
    if (!this.release) return;
    await this.session.run(query('ROLLBACK'));
    this.giveUp();
  }
}
