import type { Config } from '../config/index.js';

/** What went wrong at start and what to do about it, in one line. */
export function describeStartFailure(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): string {
  switch ((error as { code?: unknown } | undefined)?.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use: stop the other server, or set PORT.`;
    case 'EACCES':
      return `Port ${port} on ${host} may not be used: set PORT to 1024 or more.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine: set HOST.`;
    default:
      return `The server could not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
