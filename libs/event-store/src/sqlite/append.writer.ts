import { DatabaseFileError, GroupCommitWriter, WriteRefused, WriterError } from '#sqlite';
import { ConcurrencyError, IdempotencyConflictError, LogUnavailableError } from '../event-store.errors.js';
import type { AppendHandlerOptions } from './append.handler.js';
import { fromNumber, type AppendResponse, type Refusal, type WriteRequest } from './append.request.js';

type Writer = GroupCommitWriter<WriteRequest, AppendResponse | null>;

/** The log's writer thread. One that was lost is replaced at the next append, so that recovery needs no restart. */
export class AppendWriter {
  private commits = 0;
  private requests = 0;
  private closed = false;

  private constructor(
    private readonly file: string,
    private readonly start: () => Promise<Writer>,
    private writer: Promise<Writer>,
    private current: Writer,
  ) {}

  /** @throws {LogUnavailableError} where the file cannot be opened. */
  static async open(
    file: string,
    handlerOptions: AppendHandlerOptions,
    handler = new URL('./append.handler.js', import.meta.url),
  ): Promise<AppendWriter> {
    const start = (): Promise<Writer> => GroupCommitWriter.open({ file, handler, handlerOptions });
    try {
      const writer = await start();
      return new AppendWriter(file, start, Promise.resolve(writer), writer);
    } catch (error) {
      throw unavailable(file, error);
    }
  }

  /** Commits to disk, and appends answered by them. */
  get counters(): { readonly commits: number; readonly requests: number } {
    const { commits, requests } = this.current.counters;
    return { commits: this.commits + commits, requests: this.requests + requests };
  }

  /** @throws the errors of the port. */
  async write(request: WriteRequest): Promise<AppendResponse | null> {
    const attempt = this.writer;
    const writer = await attempt.catch(() => this.replace(attempt));
    try {
      return await writer.submit(request);
    } catch (error) {
      if (error instanceof WriterError && error.failure === 'WORKER_LOST' && this.current === writer) {
        // Nothing more is sent to it; the next append waits for the new one.
        this.writer = Promise.reject(error);
        this.writer.catch(() => undefined);
      }
      throw this.translate(error);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await (await this.writer.catch(() => this.current)).close();
  }

  /** Once for all that were waiting for the lost one. */
  private replace(lost: Promise<Writer>): Promise<Writer> {
    if (this.closed) return Promise.resolve(this.current);
    if (this.writer !== lost) return this.writer;
    const { commits, requests } = this.current.counters;
    this.writer = this.start().then(
      (writer) => {
        this.commits += commits;
        this.requests += requests;
        this.current = writer;
        return writer;
      },
      (error: unknown) => Promise.reject(unavailable(this.file, error)),
    );
    return this.writer;
  }

  private translate(error: unknown): unknown {
    if (error instanceof WriteRefused) {
      const refusal = error.details as Refusal;
      return refusal.kind === 'IDEMPOTENCY'
        ? new IdempotencyConflictError(refusal.stream, refusal.ids)
        : new ConcurrencyError(refusal.stream, fromNumber(refusal.expected), fromNumber(refusal.actual));
    }
    return unavailable(this.file, error);
  }
}

/** The given error as the port's, unless it is a mistake of ours. */
export function unavailable(file: string, error: unknown): unknown {
  if (error instanceof WriterError || error instanceof DatabaseFileError) {
    return new LogUnavailableError(file, error.why, { cause: error });
  }
  return error;
}
