import { workerData } from 'node:worker_threads';
import type { CopyRequest } from './model.copy.js';
import { fsync, openForReading } from './model.file.js';

const { file, to } = workerData as CopyRequest;
const db = openForReading(file);
try {
  // Row by row into a new file, in one read transaction: free pages, and what they still hold, stay behind.
  db.prepare('VACUUM INTO ?').run(to);
} finally {
  db.close();
}
fsync(to);
