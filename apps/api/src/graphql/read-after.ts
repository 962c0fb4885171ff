import type { ApolloServerPlugin } from '@apollo/server';
import { Inject, Injectable } from '@nestjs/common';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Config } from '../config/index.js';
import { type Cursor, readCursor, requireLog } from '../cursor/cursor.js';
import { CONFIG, READ_MODEL_STATUS, type ReadModelStatus } from '../ports.js';
import { apiError, withStatus } from './api-error.js';
import type { GraphQLContext } from './graphql-context.js';

export const READ_AFTER_HEADER = 'x-read-after';

/**
 * Lets a client read on this node what it wrote on another: the query waits until the read model holds the entry of the
 * cursor that the mutation had returned.
 */
@Injectable()
export class ReadAfter {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'readWaitMs'>,
    @Inject(READ_MODEL_STATUS) private readonly status: ReadModelStatus,
  ) {}

  /**
   * @param header as it was sent; nothing is waited for where there is none, or an empty one
   * @throws a top-level `INVALID_CURSOR` where it is no cursor of this log, `READ_MODEL_BEHIND` where the time runs out
   */
  async wait(header: string | undefined, signal: AbortSignal): Promise<void> {
    if (!header) return;
    const cursor = readCursor(header);
    this.#requireLog(cursor);
    const { readWaitMs } = this.config;
    const reached = await this.status.waitFor(cursor.index, readWaitMs, signal);
    // A read model that is being filled does not know its log before the first entry.
    this.#requireLog(cursor);
    if (!reached) throw this.#behind(cursor);
  }

  #requireLog(cursor: Cursor): void {
    const { logId } = this.status.current();
    if (logId !== undefined) requireLog(cursor, logId);
  }

  #behind({ index }: Cursor): GraphQLError {
    const { readWaitMs: waitedMs } = this.config;
    const { index: reached } = this.status.current();
    return apiError(
      'READ_MODEL_BEHIND',
      `This server has read the log up to index ${reached}, and not yet up to ${index}, which the cursor in ${READ_AFTER_HEADER} asks for; it waited for ${waitedMs} ms. Ask again.`,
      { index, reached, waitedMs },
    );
  }
}

/** Mutations do not wait: they decide by the log, and their own wait follows the append. */
export function readAfterPlugin(readAfter: ReadAfter): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, request, contextValue }) {
          if (operation?.operation !== OperationTypeNode.QUERY) return;
          try {
            await readAfter.wait(request.http?.headers.get(READ_AFTER_HEADER), contextValue.signal);
          } catch (error) {
            throw error instanceof GraphQLError ? withStatus(error, 400) : error;
          }
        },
      };
    },
  };
}
