import { Inject, Injectable } from '@nestjs/common';
import type { GraphQLError, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { Metrics } from '../metrics/metrics.js';
import { LOGGER } from '../ports.js';
import type { Transport } from './graphql-context.js';
import { isUnexpected, rootOf } from './public-error.js';

/** Watches operations of all transports. Names, texts and variables of operations are not looked at. */
@Injectable()
export class OperationObserver {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** An operation that was found within the limits. */
  admitted(type: OperationTypeNode, cost: number): void {
    this.metrics.operationCost.observe({ type }, cost);
  }

  failed(errors: readonly GraphQLError[], correlationId: string): void {
    for (const error of errors.filter(isUnexpected)) {
      this.logger.error({ err: rootOf(error), path: error.path?.join('.'), correlationId }, 'a resolver failed');
    }
  }

  finished(type: string | undefined, transport: Transport, errors: readonly GraphQLError[]): void {
    this.metrics.operations.inc({ type: type ?? 'none', transport, outcome: outcomeOf(errors) });
  }
}

function outcomeOf(errors: readonly GraphQLError[]): string {
  if (errors.length === 0) return 'ok';
  return errors.some(isUnexpected) ? 'failed' : 'refused';
}
