import { Injectable } from '@nestjs/common';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AnswerExtensionsFactory } from '../graphql/answer-extensions.js';
import { OperationObserver } from '../graphql/operation-observer.js';
import { publicError } from '../graphql/public-error.js';

/** Makes results of subscription transports what HTTP would answer: errors masked and logged, extensions added. */
@Injectable()
export class AnswerPresenter {
  constructor(
    private readonly answers: AnswerExtensionsFactory,
    private readonly observer: OperationObserver,
  ) {}

  result(
    { data, errors = [], extensions }: ExecutionResult,
    cost: number,
    correlationId: string,
  ): FormattedExecutionResult {
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors.length === 0 ? {} : { errors: this.errors(errors, correlationId) }),
      extensions: { ...extensions, ...this.answers.create(cost) },
    };
  }

  errors(errors: readonly GraphQLError[], correlationId: string): readonly GraphQLFormattedError[] {
    this.observer.failed(errors, correlationId);
    return errors.map((error) => publicError(error));
  }

  /** Of an error that ended a subscription. */
  failure(error: unknown, correlationId: string): readonly GraphQLFormattedError[] {
    const wrapped =
      error instanceof GraphQLError
        ? error
        : new GraphQLError('the subscription failed', {
            originalError: error instanceof Error ? error : new Error(String(error)),
          });
    return this.errors([wrapped], correlationId);
  }
}
