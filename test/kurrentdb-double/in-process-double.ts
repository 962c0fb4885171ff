import { randomUUID } from 'node:crypto';
import { appendHandler } from './append.handler.js';
import { batchAppendHandler } from './batch-append.handler.js';
import type { Double, DoubleOptions, EventToWrite } from './double.js';
import { DoubleLog } from './double-log.js';
import type { Expectation } from './expectation.js';
import { Faults } from './faults.js';
import { featuresHandler } from './features.handler.js';
import { gossipHandler } from './gossip.handler.js';
import { HOST, Listener } from './listener.js';
import { LogFile } from './log-file.js';
import type { Misbehaviour, Strikes } from './misbehaviour.js';
import { Node, type Member } from './node.js';
import { featuresService, gossipService, grpc, streamsService, type Grpc } from './protocol.js';
import { readHandler } from './read.handler.js';
import { linkTo, type LogRecord, type NewRecord } from './record.js';

/** Largest message that the client takes, bytes. */
const MESSAGE_LIMIT = 17 * 1024 * 1024;

export interface Cluster {
  readonly log: DoubleLog;
  roleOf(double: InProcessDouble): Member['role'];
  members(): readonly Member[];
}

/** Makes the log of a double that stands alone, or the one that a cluster shares. */
export function logOf({ statisticsEvery = 8, categories = true, file }: DoubleOptions): DoubleLog {
  return new DoubleLog({ statisticsEvery, categories }, file === undefined ? undefined : new LogFile(file));
}

export class InProcessDouble implements Double {
  private readonly log: DoubleLog;
  private readonly faults: Faults;
  private readonly server: Grpc.Server;
  private readonly listener: Listener;
  private comeback: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: DoubleOptions,
    private readonly cluster?: Cluster,
  ) {
    this.log = cluster?.log ?? logOf(options);
    this.faults = new Faults({ reset: (peer) => this.listener.reset(peer), crash: (after) => this.die(after) });
    this.server = new grpc.Server({
      'grpc.max_receive_message_length': MESSAGE_LIMIT,
      'grpc.max_send_message_length': MESSAGE_LIMIT,
    });
    this.addServices();
    this.listener = new Listener(this.server.createConnectionInjector(this.transport()), options.port ?? 0);
  }

  async start(): Promise<this> {
    await this.listener.open();
    return this;
  }

  get port(): number {
    return this.listener.port;
  }

  get member(): Member {
    return {
      host: HOST,
      port: this.port,
      role: this.cluster?.roleOf(this) ?? 'leader',
      alive: this.listener.listening,
    };
  }

  get connectionString(): string {
    return connectionString([this.port], this.options);
  }

  async misbehave(misbehaviour: Misbehaviour): Promise<void> {
    this.faults.order(misbehaviour);
  }

  async behave(): Promise<void> {
    this.faults.clear();
  }

  async strikes(): Promise<readonly Strikes[]> {
    return this.faults.strikes();
  }

  async write(stream: string, events: readonly EventToWrite[], expected: Expectation = 'any') {
    const outcome = this.log.append(stream, expected, events.map(toRecord));
    if (outcome.kind === 'wrong expectation')
      throw new Error(`${stream} is at revision ${outcome.current}, expected was ${expected}`);
    const written = this.log.stream(stream);
    return written.slice(outcome.last.revision + 1 - events.length, outcome.last.revision + 1);
  }

  async link(stream: string, target: { readonly stream: string; readonly revision: number }): Promise<LogRecord> {
    const record = this.log.stream(target.stream)[target.revision];
    if (!record) throw new Error(`there is no event ${target.revision} in ${target.stream}`);
    this.log.append(stream, 'any', [linkTo(record, randomUUID())]);
    return this.log.stream(stream).at(-1)!;
  }

  async records(): Promise<readonly LogRecord[]> {
    return [...this.log.records];
  }

  async crash(): Promise<void> {
    this.die();
  }

  async restart(): Promise<void> {
    this.die();
    await this.listener.open();
  }

  async stop(): Promise<void> {
    this.die();
    this.server.forceShutdown();
    this.log.close();
  }

  private die(backAfter?: number): void {
    clearTimeout(this.comeback);
    this.listener.crash();
    if (backAfter !== undefined) this.comeback = setTimeout(() => void this.listener.open(), backAfter);
  }

  private addServices(): void {
    const { version = '23.10.0', batchAppend = true, credentials, maxAppendSize = 1024 * 1024 } = this.options;
    const node = new Node({
      log: this.log,
      faults: this.faults,
      version,
      batchAppend,
      maxAppendSize,
      ...(credentials ? { credentials } : {}),
      self: () => this.member,
      members: () => this.cluster?.members() ?? [this.member],
    });
    this.server.addService(streamsService, {
      append: appendHandler(node),
      read: readHandler(node),
      ...(batchAppend ? { batchAppend: batchAppendHandler(node) } : {}),
    });
    this.server.addService(gossipService, { read: gossipHandler(node) });
    if (this.options.serverFeatures ?? true)
      this.server.addService(featuresService, { getSupportedMethods: featuresHandler(node) });
  }

  private transport(): Grpc.ServerCredentials {
    const { tls } = this.options;
    if (!tls) return grpc.ServerCredentials.createInsecure();
    const pair = { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) };
    return grpc.ServerCredentials.createSsl(null, [pair]);
  }
}

/** The vendor's connection string for one double, or for several that form a cluster. */
export function connectionString(ports: readonly number[], { credentials, tls }: DoubleOptions): string {
  const user = credentials
    ? `${encodeURIComponent(credentials.username)}:${encodeURIComponent(credentials.password)}@`
    : '';
  const hosts = ports.map((port) => `${tls ? 'localhost' : HOST}:${port}`).join(',');
  const authority = tls?.authorityFile ? `&tlsCAFile=${tls.authorityFile}` : '';
  return `kurrentdb://${user}${hosts}?tls=${tls ? 'true' : 'false'}${authority}`;
}

function toRecord({ id = randomUUID(), type, data = {}, metadata }: EventToWrite): NewRecord {
  const bytes = (value: unknown): Uint8Array =>
    value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value));
  return {
    id,
    type,
    json: !(data instanceof Uint8Array),
    data: bytes(data),
    metadata: metadata === undefined ? new Uint8Array() : bytes(metadata),
  };
}
