import type { LoggerService } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';

/** Nest's own messages, in our log. What Nest tells about its wiring is `debug`: it is the same at every start. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown) {
    this.logger.debug({ context }, String(message));
  }
  debug(message: unknown, context?: unknown) {
    this.logger.debug({ context }, String(message));
  }
  verbose(message: unknown, context?: unknown) {
    this.logger.trace({ context }, String(message));
  }
  warn(message: unknown, context?: unknown) {
    this.logger.warn({ context }, String(message));
  }
  error(message: unknown, ...rest: readonly unknown[]) {
    // Errors with a code are answers to a client; the GraphQL plugins log those that are not.
    if (message instanceof GraphQLError) return;
    const error = message instanceof Error ? message : rest.find((part) => part instanceof Error);
    const context = rest.findLast((part) => typeof part === 'string' && !part.includes('\n'));
    if (error === undefined) this.logger.error({ context }, String(message));
    else this.logger.error({ err: error, context }, 'an error was not handled where it arose');
  }
  fatal(message: unknown, ...rest: readonly unknown[]) {
    this.error(message, ...rest);
  }
}
