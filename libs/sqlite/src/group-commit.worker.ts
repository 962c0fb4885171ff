import { parentPort, workerData } from 'node:worker_threads';
import { BatchRunner } from './group-commit.batch.js';
import type { FromWorker, ToWorker, WorkerSetup, WriteHandlerModule } from './group-commit.protocol.js';
import { openDatabase } from './open-database.js';
import { DatabaseFileError } from './sqlite.errors.js';
import { truncateWal, walSize } from './wal.js';

/** The writer waits this long for readers when it cuts the WAL, milliseconds; all appends wait with it. */
const PATIENCE = 50;
/** A reader that pins the WAL is not asked again before this has passed, milliseconds. */
const BETWEEN_ATTEMPTS = 1_000;

const setup = workerData as WorkerSetup;
const port = parentPort;
if (!port) throw new Error('this module runs in a worker thread: open a GroupCommitWriter instead');
const answer = (message: FromWorker) => port.postMessage(message);

try {
  const db = openDatabase(setup.file, setup.database);
  const module = (await import(setup.handler)) as WriteHandlerModule;
  const runner = new BatchRunner(db, setup.file, module.open(db, setup.handlerOptions));
  let lastAttempt = 0;

  // What is committed stands without it, and a disk that fails shows at the next commit.
  const tryTruncate = () => {
    try {
      truncateWal(db, PATIENCE);
    } catch {
      lastAttempt = Date.now();
    }
  };
  const keepWalSmall = () => {
    if (walSize(setup.file) <= setup.walLimit || Date.now() - lastAttempt < BETWEEN_ATTEMPTS) return;
    lastAttempt = Date.now();
    tryTruncate();
  };
  // Also when nothing is written: the reader that was in the way may have gone.
  const timer = setInterval(keepWalSmall, BETWEEN_ATTEMPTS).unref();

  port.on('message', (message: ToWorker) => {
    if (message !== 'close') {
      answer(runner.run(message.batch));
      keepWalSmall();
      return;
    }
    clearInterval(timer);
    tryTruncate();
    db.close();
    answer('closed');
    port.close();
  });
  answer('ready');
} catch (error) {
  const { why, code } = DatabaseFileError.from(setup.file, error);
  answer({ unopened: { failure: code === undefined ? 'HANDLER' : 'DATABASE', why, written: 'nothing', code } });
  port.close();
}
