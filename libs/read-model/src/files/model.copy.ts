import { Worker } from 'node:worker_threads';

/** What the thread is given. */
export interface CopyRequest {
  readonly file: string;
  readonly to: string;
}

/**
 * Copies a read model's file as it stands at one moment, while it serves and goes on being written. On a thread of its
 * own: the copy takes the disk's time, some seconds for each gigabyte. What was withheld is not in the copy's bytes.
 *
 * @param to a path that no file has
 */
export function copyModel(file: string, to: string): Promise<void> {
  const worker = new Worker(new URL('./model.copy.worker.js', import.meta.url), {
    workerData: { file, to } satisfies CopyRequest,
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`copying ${file} ended with exit code ${code}`)),
    );
  });
}
