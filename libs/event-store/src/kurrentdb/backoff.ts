/** Milliseconds. */
const FIRST = 50;
/** So that service is whole within seconds of a server's return, and a thousand nodes do not hammer one that starts. */
const LONGEST = 2_000;

/** Milliseconds to wait after so many failures in a row (from 1): doubling, the half of it by chance. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const most = Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 16));
  return most / 2 + (most / 2) * random();
}

/** Resolves after so many milliseconds, or as soon as the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
