/**
 * Thrown by a handler to refuse one request; the others of its batch are not touched. It crosses the thread boundary
 * as its `details`, and the main side gets the same class back.
 */
export class WriteRefused<Details = unknown> extends Error {
  override readonly name = 'WriteRefused';
  constructor(
    /** Anything that can be cloned to another thread. */
    readonly details: Details,
  ) {
    super('the write was refused');
  }
}

export type WriterFailure = 'QUEUE_FULL' | 'CLOSED' | 'WORKER_LOST' | 'DATABASE' | 'NOT_CLONEABLE' | 'HANDLER';

/** A request was not carried out for a reason that is not the handler's refusal. */
export class WriterError extends Error {
  override readonly name = 'WriterError';
  constructor(
    readonly failure: WriterFailure,
    readonly file: string,
    /** What is wrong and what to do, without the file's name. */
    readonly why: string,
    /**
     * `nothing`: not written, and it will not appear. `unknown`: the failure came after the commit had been started;
     * repeat the request in a way that is safe if it was written.
     */
    readonly written: 'nothing' | 'unknown',
    /** Primary SQLite result code, where SQLite said so. */
    readonly code?: number,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${why}`, options);
  }
}
