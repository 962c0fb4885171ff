import { Ended, Silenced, type Faults, type Line } from './faults.js';
import { grpc, type Grpc } from './protocol.js';
import type { Call } from './misbehaviour.js';
import { Refusal, toStatus } from './refusal.js';

/** What every kind of server call has. */
interface Surface {
  getPeer(): string;
  readonly cancelled: boolean;
  readonly metadata: Grpc.Metadata;
  on(event: 'cancelled', listener: () => void): unknown;
}

export function lineOf(call: Call, surface: Surface): Line {
  const gone = new AbortController();
  surface.on('cancelled', () => gone.abort());
  if (surface.cancelled) gone.abort();
  return { call, peer: surface.getPeer(), signal: gone.signal };
}

/** How a call can end. */
export interface Endings {
  fail(error: Grpc.ServerErrorResponse): void;
  /** As if all had been said. */
  end(): void;
}

/** Of a call with one answer, which cannot end without it. */
export const unaryEndings = (answer: (error: Grpc.ServerErrorResponse) => void): Endings => ({
  fail: answer,
  end: () => answer(toStatus({ kind: 'cancelled' })),
});

/** Runs a call's handler and turns what it throws into the call's end, or into silence. */
export async function conduct(line: Line, endings: Endings, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Silenced || line.signal.aborted) return;
    if (error instanceof Ended) return endings.end();
    endings.fail(
      error instanceof Refusal
        ? toStatus(error.reason)
        : {
            name: 'Error',
            message: String(error),
            code: grpc.status.UNKNOWN,
            details: `defect of the double: ${error}`,
          },
    );
  }
}

/** Sends message after message, no faster than they are taken. */
export async function send<T>(
  call: Grpc.ServerWritableStream<unknown, T>,
  messages: AsyncIterable<T> | Iterable<T>,
  line: Line,
  faults: Faults,
): Promise<void> {
  let number = 0;
  for await (const message of messages) {
    if (line.signal.aborted) return;
    number++;
    if (!faults.concerns(line.call)) {
      if (!call.write(message)) await drained(call, line.signal);
      continue;
    }
    await faults.reached(line, { before: number });
    // What comes after a message must not overtake it on its way to the socket.
    await new Promise<void>((resolve) => {
      call.write(message, () => setImmediate(resolve));
      line.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await faults.reached(line, { after: number });
  }
}

function drained(call: Grpc.ServerWritableStream<unknown, unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      call.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    if (signal.aborted) return resolve();
    call.on('drain', done);
    signal.addEventListener('abort', done);
  });
}
