import { destination, type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { safeError } from './safe-error.js';

/**
 * JSON lines on standard error; standard output is for the banner. Serialisers leave out what Fastify would log of a
 * request by itself: its address, headers and URL (which holds the query text of a GET).
 */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: 'on-record' },
      timestamp: stdTimeFunctions.isoTime,
      redact: {
        paths: ['headers', 'authorization', '*.headers', '*.authorization', '*.body', '*.variables'],
        remove: true,
      },
      serializers: { err: safeError, error: safeError, req: () => undefined, res: () => undefined },
    },
    stream ?? destination({ fd: 2, sync: false }),
  );
}
