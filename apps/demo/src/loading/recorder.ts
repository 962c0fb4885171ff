import type { Resolved } from '../scenario/resolve.js';
import type { GraphQLClient } from './graphql.client.js';
import { mutationDocument } from './mutation.document.js';

export interface MutationWarning {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** What was recorded. */
export interface RecordedOutcome {
  readonly __typename: string;
  readonly entry: string;
  readonly revision: number;
  readonly repeated: boolean;
  /** Null where the read model did not get there in time. */
  readonly cursor: string | null;
  readonly record: { readonly id: string } | null;
  readonly warnings: readonly MutationWarning[];
  /** Of a token that was issued. */
  readonly tokenId?: string;
  readonly secret?: string | null;
}

/** Why nothing was recorded. */
export interface RefusedOutcome {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly problems?: readonly { path: readonly string[]; expected: string; actual: string | null }[];
  readonly warnings?: readonly MutationWarning[];
  readonly expectedRevision?: number | null;
  readonly actualRevision?: number | null;
  readonly details?: readonly { key: string; values: readonly string[] }[];
}

export type Outcome = RecordedOutcome | RefusedOutcome;

export const isRefused = (outcome: Outcome): outcome is RefusedOutcome => 'code' in outcome;

/** A mutation was refused; the message is for whoever wrote its input. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    mutation: string,
    readonly refusal: RefusedOutcome,
  ) {
    super(
      `${mutation} was refused: ${refusal.code} at ${refusal.path.join('.') || 'no one place'}. ${refusal.message}`,
    );
  }
}

export type MutationInput = { readonly [field: string]: Resolved | undefined };

/** Makes mutations through the public API. */
export class Recorder {
  constructor(readonly client: GraphQLClient) {}

  /** What came of it, a refusal included. */
  async attempt(mutation: string, input: MutationInput): Promise<Outcome> {
    const data = await this.client.ask<Record<string, Outcome>>(mutationDocument(mutation), { input });
    return data[mutation]!;
  }

  /** @throws RefusedError */
  async record(mutation: string, input: MutationInput): Promise<RecordedOutcome> {
    const outcome = await this.attempt(mutation, input);
    if (isRefused(outcome)) throw new RefusedError(mutation, outcome);
    return outcome;
  }
}
