import type { DatabaseSync } from 'node:sqlite';
import type { OpenOptions } from './open-database.js';
import type { WriterFailure } from './group-commit.errors.js';

/** What a handler module makes of a connection: it lives in the worker and is the only writer of this process. */
export interface WriteHandler<Request = unknown, Response = unknown> {
  /** Called within the transaction, before its first request: what was cached may be stale, another process may write. */
  begin?(): void;
  /** Carries one request out, synchronously, within a savepoint of its own; throws `WriteRefused` to refuse it. */
  apply(request: Request): Response;
}

/** The shape of a handler module. */
export interface WriteHandlerModule<Request = unknown, Response = unknown, Options = unknown> {
  open(db: DatabaseSync, options: Options): WriteHandler<Request, Response>;
}

export interface WorkerSetup {
  readonly file: string;
  readonly handler: string;
  readonly handlerOptions: unknown;
  readonly database: OpenOptions;
  /** Bytes. */
  readonly walLimit: number;
}

/** One message per batch; arrays, since they are cloned on both sides of every commit. */
export type ToWorker = { readonly batch: readonly unknown[] } | 'close';

/** Plain form of an error. */
export interface Failure {
  readonly failure: WriterFailure;
  readonly why: string;
  readonly written: 'nothing' | 'unknown';
  readonly code?: number;
}

/** `index` within the batch, then either the handler's refusal or another failure of this one request. */
export type Exception = readonly [index: number, refused: { readonly details: unknown } | Failure];

export type BatchOutcome =
  { readonly responses: readonly unknown[]; readonly exceptions: readonly Exception[] } | { readonly failed: Failure };

export type FromWorker = 'ready' | 'closed' | { readonly unopened: Failure } | BatchOutcome;
