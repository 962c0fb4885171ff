import { Resolver } from '@nestjs/graphql';
import type { CommandResult } from '#commands';
import { requireActor } from '../../auth/require-actor.js';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import { declareMutation } from '../declare-mutation.js';
import type { Given } from '../mutation.plan.js';
import { MutationsBase } from '../mutations.base.js';
import { resultType } from '../results/result.types.js';
import { tokenIdFor } from './token-id.js';
import { TokenResult } from './token-issued.type.js';
import { ISSUE_TOKEN, REVOKE_TOKEN } from './token.plans.js';
import { TokenSecrets } from './token.secrets.js';

/**
 * Tokens are on record, but what makes them work is in the vault. The record comes first in both directions: nobody can
 * then act by a token that nobody answers for. Whatever is lost between the two is made good by repeating the command.
 */
@Resolver()
export class TokenMutations extends MutationsBase {
  private readonly secrets = new TokenSecrets(this.vault);

  async issue(given: Given, context: GraphQLContext): Promise<object> {
    const actor = requireActor(context.viewer);
    const request = ISSUE_TOKEN.toRequest(given);
    const tokenId = tokenIdFor(actor.actor, request.commandId);
    const outcome = await this.runner.record({ ...request, data: { ...request.data, tokenId } }, actor, context);
    const label = (given['label'] as string | null | undefined) ?? undefined;
    const secret =
      outcome.outcome === 'RECORDED' ? await this.secrets.make({ ...onRecord(outcome), label }) : undefined;
    return this.runner.answer(ISSUE_TOKEN, TokenResult, given, context, outcome, { tokenId, secret });
  }

  async revoke(given: Given, context: GraphQLContext): Promise<object> {
    const outcome = await this.runner.record(REVOKE_TOKEN.toRequest(given), requireActor(context.viewer), context);
    if (outcome.outcome === 'RECORDED') await this.secrets.end(onRecord(outcome));
    return this.runner.answer(REVOKE_TOKEN, resultType('actor'), given, context, outcome);
  }
}

function onRecord({ record, event }: Extract<CommandResult, { outcome: 'RECORDED' }>) {
  const { tokenId, expires } = event.data as { tokenId: string; expires?: string };
  return { actor: record, tokenId, expires };
}

declareMutation(TokenMutations, ISSUE_TOKEN, TokenResult, function (given, context) {
  return (this as TokenMutations).issue(given, context);
});
declareMutation(TokenMutations, REVOKE_TOKEN, resultType('actor'), function (given, context) {
  return (this as TokenMutations).revoke(given, context);
});
