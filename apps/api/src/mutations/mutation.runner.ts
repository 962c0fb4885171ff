import { type CommandRequest, type CommandResult, ForbiddenCommandError } from '#commands';
import { type Actor, requireActor } from '../auth/require-actor.js';
import { apiError } from '../graphql/api-error.js';
import type { GraphQLContext } from '../graphql/graphql-context.js';
import type { Given, MutationPlan } from './mutation.plan.js';
import type { Recorder } from './recorder.port.js';
import { refusalOf, warningsOf } from './results/refusal.js';
import type { RecordedViews } from './results/recorded-view.js';
import type { ResultType } from './results/result.types.js';

/** Does what every mutation does: who asks, record it, wait until it can be read, answer. */
export class MutationRunner {
  constructor(
    private readonly recorder: Recorder,
    private readonly views: RecordedViews,
  ) {}

  /** @throws a top-level error where nobody is authenticated, the role is too low, or the log cannot be reached */
  async run(plan: MutationPlan, result: ResultType, given: Given, context: GraphQLContext): Promise<object> {
    const actor = requireActor(context.viewer);
    return this.answer(plan, result, given, context, await this.record(plan.toRequest(given), actor, context));
  }

  async record(request: CommandRequest, { actor, roles }: Actor, context: GraphQLContext): Promise<CommandResult> {
    try {
      return await this.recorder.record(request, { actor, roles, correlationId: context.correlationId });
    } catch (error) {
      if (!(error instanceof ForbiddenCommandError)) throw error;
      throw apiError('FORBIDDEN', `This needs the role ${error.needs.join(' or ')}.`, { needed: error.needs });
    }
  }

  /** @param extra what the answer holds beside what every recording does */
  async answer(
    plan: MutationPlan,
    result: ResultType,
    given: Given,
    context: GraphQLContext,
    outcome: CommandResult,
    extra: object = {},
  ): Promise<object> {
    const toPath = (path: string | undefined) => plan.toPath(path, given);
    if (outcome.outcome === 'REFUSED') return refusalOf(outcome.refusal, toPath);
    const { record, entry, event, repeated, warnings } = outcome;
    const { view, lookBack } = await this.views.of(record, event, context);
    const findWarnings = async () => warningsOf([...warnings, ...(await lookBack())], toPath);
    return Object.assign(
      new result.recorded(),
      { entry, revision: event.revision, repeated, findWarnings },
      view,
      extra,
    );
  }
}
