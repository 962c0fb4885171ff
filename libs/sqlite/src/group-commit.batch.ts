import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { WriteRefused } from './group-commit.errors.js';
import type { BatchOutcome, Exception, Failure, WriteHandler } from './group-commit.protocol.js';
import { DatabaseFileError, SQLITE, sqliteCode } from './sqlite.errors.js';
import { rollback } from './transaction.js';

/** After these nothing of the transaction can be relied on; the others concern one statement. */
const FATAL: ReadonlySet<number | undefined> = new Set([
  SQLITE.NOMEM,
  SQLITE.READONLY,
  SQLITE.IOERR,
  SQLITE.CORRUPT,
  SQLITE.FULL,
  SQLITE.CANTOPEN,
  SQLITE.NOTADB,
]);

/** Carries batches out, each in one transaction: a commit to disk costs the same for one request as for a hundred. */
export class BatchRunner {
  private readonly savepoint: StatementSync;
  private readonly release: StatementSync;
  private readonly rollbackTo: StatementSync;

  constructor(
    private readonly db: DatabaseSync,
    private readonly file: string,
    private readonly handler: WriteHandler,
  ) {
    this.savepoint = db.prepare('SAVEPOINT request');
    this.release = db.prepare('RELEASE request');
    this.rollbackTo = db.prepare('ROLLBACK TO request');
  }

  /** Never throws; answers only what is on disk. */
  run(batch: readonly unknown[]): BatchOutcome {
    let committing = false;
    try {
      this.db.exec('BEGIN IMMEDIATE');
      this.handler.begin?.();
      const responses: unknown[] = [];
      const exceptions: Exception[] = [];
      for (let index = 0; index < batch.length; index++) {
        responses.push(this.applyOne(index, batch[index], exceptions));
      }
      committing = true;
      this.db.exec('COMMIT');
      return { responses, exceptions };
    } catch (error) {
      return { failed: this.giveUp(error, committing) };
    }
  }

  private applyOne(index: number, request: unknown, exceptions: Exception[]): unknown {
    this.savepoint.run();
    try {
      const response = this.handler.apply(request);
      this.release.run();
      return response;
    } catch (error) {
      if (FATAL.has(sqliteCode(error)) || !this.db.isTransaction) throw error;
      this.rollbackTo.run();
      this.release.run();
      exceptions.push([
        index,
        error instanceof WriteRefused ? { details: error.details } : this.describe(error, 'nothing'),
      ]);
      return undefined;
    }
  }

  private giveUp(error: unknown, committing: boolean): Failure {
    try {
      rollback(this.db);
    } catch {
      // The first error is the one to tell; a transaction that is still open makes the next BEGIN fail, clearly.
    }
    // A commit that fails while the WAL is written may still be found there after a crash.
    return this.describe(error, committing ? 'unknown' : 'nothing');
  }

  private describe(error: unknown, written: Failure['written']): Failure {
    const { why, code } = DatabaseFileError.from(this.file, error);
    return { failure: code === undefined ? 'HANDLER' : 'DATABASE', why, written, code };
  }
}
