import { DeadlineExceededError } from './event-store.errors.js';
import type { CallOptions } from './event-store.port.js';

/**
 * The outcome of `work`, unless its time is over or the caller aborts first. The work itself goes on: whether it
 * succeeds is then unknown.
 *
 * @throws {DeadlineExceededError} after `deadline` milliseconds; the signal's reason where it is aborted.
 */
export async function withDeadline<T>(
  operation: string,
  { deadline, signal }: CallOptions & { readonly deadline: number },
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new DeadlineExceededError(operation, deadline))), deadline);
    const onAbort = () => settle(() => reject(signal?.reason as Error));
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      outcome();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    work().then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error as Error)),
    );
  });
}
