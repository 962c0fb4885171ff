import { Worker } from 'node:worker_threads';
import { WriteRefused, WriterError, type WriterFailure } from './group-commit.errors.js';
import type { BatchOutcome, Failure, FromWorker, ToWorker, WorkerSetup } from './group-commit.protocol.js';
import type { OpenOptions } from './open-database.js';

export interface GroupCommitOptions {
  readonly file: string;
  /** Compiled module that exports `open(db, options)`, see `WriteHandlerModule`; runs in the worker. */
  readonly handler: URL;
  /** Given to the handler; anything that can be cloned. */
  readonly handlerOptions?: unknown;
  readonly database?: OpenOptions;
  /** Requests per commit at most; default 256, some milliseconds of work, so that no one waits long behind others. */
  readonly maxBatch?: number;
  /** Requests accepted and not answered, at most; default 10,000. More are refused, since memory is not endless. */
  readonly maxQueue?: number;
  /** Bytes of WAL beyond which it is cut; default 64 MiB. */
  readonly walLimit?: number;
}

interface Pending {
  readonly request: unknown;
  readonly resolve: (response: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Fewer do not go to the worker while it has something to do: a commit to disk costs about as much as so many inserts.
 * With 64 clients that wait for their answers, some of them always wait for something else as well, and the others make
 * two batches of this size: one is filled while the other is on its way to disk.
 */
const WORTH_A_COMMIT = 20;
const IN_FLIGHT = 2;

/**
 * The only writer of a database in this process: a worker thread, so that waiting for the disk does not stop the event
 * loop, and **group commit**: requests that arrive while a commit is on its way to disk share the next one. A request
 * is answered once it is on disk.
 *
 * Two batches may be under way, so that the worker has its next one while this thread handles the answers to the last.
 */
export class GroupCommitWriter<Request, Response> {
  private readonly queue: Pending[] = [];
  private readonly inFlight: Pending[][] = [];
  private flushing = false;
  private ended: { readonly failure: WriterFailure; readonly why: string } | undefined;
  private closing: Promise<void> | undefined;
  private drained: (() => void) | undefined;
  private readonly exited: Promise<void>;
  private commits = 0;
  private requests = 0;

  private constructor(
    private readonly worker: Worker,
    private readonly file: string,
    private readonly maxBatch: number,
    private readonly maxQueue: number,
  ) {
    this.exited = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.lose(`its writer thread has ended (exit code ${code}): start again`);
        resolve();
      });
    });
    worker.on('message', (message: FromWorker) => {
      if (typeof message === 'object' && !('unopened' in message)) this.settle(message);
    });
    worker.on('error', (error) => this.lose(`its writer thread has failed: ${String(error)}; start again`, error));
    worker.on('messageerror', (error) => this.lose(`an answer of its writer thread was lost: ${error.message}`, error));
  }

  /** @throws {WriterError} where the file cannot be opened, or the handler does not start. */
  static async open<Request, Response>(options: GroupCommitOptions): Promise<GroupCommitWriter<Request, Response>> {
    const { file, handler, handlerOptions, database = {}, maxBatch = 256, maxQueue = 10_000 } = options;
    const { walLimit = 64 * 1024 * 1024 } = options;
    const workerData: WorkerSetup = { file, handler: handler.href, handlerOptions, database, walLimit };
    const worker = new Worker(new URL('./group-commit.worker.js', import.meta.url), { workerData });
    const first = await new Promise<FromWorker | Error>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', resolve);
      worker.once('exit', (code) => resolve(new Error(`its writer thread ended at its start (exit code ${code})`)));
    });
    if (first instanceof Error)
      throw new WriterError('WORKER_LOST', file, first.message, 'nothing', undefined, { cause: first });
    if (typeof first === 'object' && 'unopened' in first) throw writerError(file, first.unopened);
    // An idle writer keeps no process alive: everything that was answered is on disk.
    worker.unref();
    return new GroupCommitWriter(worker, file, maxBatch, maxQueue);
  }

  /** Commits to disk, and requests answered by them, since the start. */
  get counters(): { readonly commits: number; readonly requests: number } {
    return { commits: this.commits, requests: this.requests };
  }

  /** Requests accepted and not answered. */
  get pending(): number {
    return this.inFlight.reduce((sum, batch) => sum + batch.length, this.queue.length);
  }

  /**
   * Resolves with the handler's response once it is on disk.
   *
   * @throws {WriteRefused} with the handler's details. @throws {WriterError} for every other failure.
   */
  submit(request: Request): Promise<Response> {
    if (this.ended) return Promise.reject(this.error(this.ended.failure, this.ended.why));
    if (this.pending >= this.maxQueue) {
      const why = `${this.maxQueue} writes are waiting already, more than the disk keeps up with: wait, then repeat`;
      return Promise.reject(this.error('QUEUE_FULL', why));
    }
    return new Promise<Response>((resolve, reject) => {
      this.queue.push({ request, resolve, reject });
      if (this.inFlight.length === 0 && this.queue.length >= WORTH_A_COMMIT) this.flush();
      else this.schedule();
    });
  }

  /** Finishes what was accepted, moves the WAL into the database and ends the worker. Later requests are refused. */
  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.ended ??= { failure: 'CLOSED', why: 'it has been closed' };
    if (this.pending > 0) await new Promise<void>((resolve) => (this.drained = resolve));
    this.worker.ref();
    this.worker.postMessage('close' satisfies ToWorker);
    await this.exited;
  }

  /** Not at once: what this turn of the event loop still submits travels in the same message, unless it is enough by now. */
  private schedule(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      this.flush();
    });
  }

  private flush(): void {
    while (this.queue.length > 0 && this.inFlight.length < IN_FLIGHT) {
      if (this.inFlight.length > 0 && this.queue.length < WORTH_A_COMMIT) return;
      this.send(this.queue.splice(0, this.batchSize()));
    }
  }

  /** Half of what waits, so that this thread and the worker have something to do at the same time. */
  private batchSize(): number {
    const half = Math.ceil(this.queue.length / 2);
    return Math.min(this.maxBatch, half < WORTH_A_COMMIT ? this.queue.length : half);
  }

  private send(batch: Pending[]): void {
    try {
      this.worker.postMessage({ batch: batch.map(({ request }) => request) } satisfies ToWorker);
      if (this.inFlight.push(batch) === 1) this.worker.ref();
    } catch (error) {
      // One request that cannot be cloned must not take the others with it.
      const rest = batch.filter((pending) => this.isCloneable(pending));
      if (rest.length === batch.length) throw error;
      if (rest.length > 0) this.send(rest);
      else this.afterAnswer();
    }
  }

  private isCloneable({ request, reject }: Pending): boolean {
    try {
      structuredClone(request);
      return true;
    } catch (cause) {
      const why = `a request cannot be handed to the writer thread: ${String(cause)}`;
      reject(new WriterError('NOT_CLONEABLE', this.file, why, 'nothing', undefined, { cause }));
      return false;
    }
  }

  private settle(outcome: BatchOutcome): void {
    const batch = this.inFlight.shift() ?? [];
    if ('failed' in outcome) {
      for (const { reject } of batch) reject(writerError(this.file, outcome.failed));
    } else {
      this.commits += 1;
      this.requests += batch.length;
      const exceptions = new Map(outcome.exceptions);
      batch.forEach(({ resolve, reject }, index) => {
        const exception = exceptions.get(index);
        if (!exception) resolve(outcome.responses[index] as never);
        else reject('failure' in exception ? writerError(this.file, exception) : new WriteRefused(exception.details));
      });
    }
    this.afterAnswer();
  }

  private afterAnswer(): void {
    if (this.inFlight.length === 0) this.worker.unref();
    if (this.queue.length > 0) this.schedule();
    else if (this.inFlight.length === 0) this.drained?.();
  }

  /** Whether the last batches were written is not known; those that were not sent were not. */
  private lose(why: string, cause?: unknown): void {
    this.ended ??= { failure: 'WORKER_LOST', why };
    const sent = this.inFlight.splice(0).flat();
    const waiting = this.queue.splice(0);
    for (const { reject } of sent) reject(this.error('WORKER_LOST', why, 'unknown', cause));
    for (const { reject } of waiting) reject(this.error('WORKER_LOST', why, 'nothing', cause));
    this.drained?.();
  }

  private error(failure: WriterFailure, why: string, written: Failure['written'] = 'nothing', cause?: unknown) {
    return new WriterError(failure, this.file, why, written, undefined, cause === undefined ? undefined : { cause });
  }
}

function writerError(file: string, { failure, why, written, code }: Failure): WriterError {
  return new WriterError(failure, file, why, written, code);
}
