import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { replyWithErrors } from './graphql-reply.js';

/** Errors of plain HTTP, in the same shape as those of GraphQL. What is unexpected is logged and not shown. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost) {
    // GraphQL formats its own errors.
    if (host.getType<string>() !== 'http') throw error;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const status = statusOf(error);
    if (status >= 500) this.logger.error({ err: error, correlationId: request.id }, 'a request failed');
    return replyWithErrors(request, http.getResponse<FastifyReply>(), status, [describe(error, status)]);
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

function describe(error: unknown, status: number): GraphQLError {
  const code = CODES.get(status) ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
  const message = status < 500 && error instanceof Error ? error.message : 'Something failed on our side.';
  return new GraphQLError(message, { extensions: { code } });
}

const CODES = new Map([
  [404, 'NOT_FOUND'],
  [413, 'BODY_TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
  [503, 'UNAVAILABLE'],
]);
