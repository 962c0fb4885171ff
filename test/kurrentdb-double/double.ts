import type { Expectation } from './expectation.js';
import type { LogRecord, NewRecord } from './record.js';
import type { Misbehaviour, Strikes } from './misbehaviour.js';

export interface DoubleOptions {
  /** 0 or nothing: a free one, which stays the same over restarts. */
  readonly port?: number;
  /** What the server says its version is; `23.10.0` without one. */
  readonly version?: string;
  /** Whether BatchAppend is offered, as every supported version does; true without a word. */
  readonly batchAppend?: boolean;
  /** False: a server from before ServerFeatures, whose answer is UNIMPLEMENTED. */
  readonly serverFeatures?: boolean;
  /** Required of every append and read. A client sends them only over TLS. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Key and certificate as PEM, and the file of the authority that the connection string is to name. */
  readonly tls?: { readonly key: string; readonly certificate: string; readonly authorityFile?: string };
  /** Bytes; 1 MiB as in the server's default. */
  readonly maxAppendSize?: number;
  /** After so many appends an event of the server's own comes in between; 8 without a number, 0: never. */
  readonly statisticsEvery?: number;
  /** Whether there are category streams (`$ce-incident`) of links; true without a word. */
  readonly categories?: boolean;
  /** Lines of JSON in which the log outlasts its process. */
  readonly file?: string;
}

export type EventToWrite = Pick<NewRecord, 'type'> & {
  readonly id?: string;
  readonly data?: unknown;
  readonly metadata?: unknown;
};

/**
 * A protocol double of EventStoreDB/KurrentDB, in this process or in one of its own. It is no database: see README.md
 * for what it models.
 */
export interface Double {
  readonly port: number;
  readonly connectionString: string;

  /** Orders something to go wrong. */
  misbehave(misbehaviour: Misbehaviour): Promise<void>;
  /** From now on nothing goes wrong. Calls that are frozen stay frozen. */
  behave(): Promise<void>;
  /** Everything ever ordered, with how often it has struck. */
  strikes(): Promise<readonly Strikes[]>;

  /** Writes as some other client would. @returns what is stored */
  write(stream: string, events: readonly EventToWrite[], expected?: Expectation): Promise<readonly LogRecord[]>;
  /** Writes a link to an event, as a projection would. */
  link(stream: string, target: { readonly stream: string; readonly revision: number }): Promise<LogRecord>;
  /** The whole log, the server's own events included. */
  records(): Promise<readonly LogRecord[]>;

  /** Gone as if killed: connections are reset, none is accepted; what was stored stays. */
  crash(): Promise<void>;
  /** Back on the same port with the same log. */
  restart(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}
