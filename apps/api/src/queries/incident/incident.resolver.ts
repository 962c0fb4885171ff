import { Args, ArgsType, Context, Extensions, Field, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { LogIndex } from '#domain';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import { apiError } from '../../graphql/api-error.js';
import type { CaseNode } from '../case/case.type.js';
import { LinkedArgs, linkedRecords } from '../common/linked.args.js';
import { whenHere, type MaybePromise } from '../common/maybe-promise.js';
import { typeNamed } from '../common/node.registry.js';
import { PageArgs } from '../common/page.args.js';
import { SafeInt } from '../common/scalars.js';
import type { InvestigationNode } from '../investigation/investigation.type.js';
import { judgedAt } from '../moment/judged-at.js';
import { Moments } from '../moment/moments.js';
import { EntryConnection } from '../record/entry.connection.js';
import { timelinePage } from '../record/entry.pages.js';
import type { StatementNode } from '../statement/statement.type.js';
import { IncidentChanges } from './changes.type.js';
import { IncidentNode } from './incident.type.js';

@ArgsType()
class AtArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Judged by this date-time or date: `2026-07-01`; by default now, and of a past moment that moment.',
  })
  at?: string | null;
}

@ArgsType()
class ChangesArgs {
  @Field(() => SafeInt, {
    description:
      'The earlier index, for instance `66`; its own entry is not among the changes. `-1`: from the beginning.',
  })
  from!: number;

  @Field(() => SafeInt, {
    nullable: true,
    description: 'The later index, inclusive, for instance `100`; by default the moment of the query.',
  })
  to?: number | null;
}

const AS_RECORDED = 'in order of recording. Those that were retracted are left out unless they are asked for.';

/** Fields of an incident that take arguments. */
@Resolver(() => IncidentNode)
export class IncidentResolver {
  constructor(private readonly moments: Moments) {}

  @ResolveField(() => Boolean, { description: 'Whether what is known is stale: nothing moved and nobody checked.' })
  stale(@Parent() incident: IncidentNode, @Args() { at }: AtArgs): MaybePromise<boolean> {
    return passed(incident, incident.standing.staleFrom(), at);
  }

  @ResolveField(() => Boolean, { description: 'Whether a deadline has passed unmet.' })
  overdue(@Parent() incident: IncidentNode, @Args() { at }: AtArgs): MaybePromise<boolean> {
    return passed(incident, incident.standing.overdueFrom(), at);
  }

  @ResolveField(() => [typeNamed('Investigation')], { description: `The inquiries into it, ${AS_RECORDED}` })
  investigations(@Parent() incident: IncidentNode, @Args() asked: LinkedArgs): MaybePromise<InvestigationNode[]> {
    return linkedRecords(incident, 'investigation', 'Investigation', asked);
  }

  @ResolveField(() => [typeNamed('Case')], { description: `The proceedings that followed, ${AS_RECORDED}` })
  cases(@Parent() incident: IncidentNode, @Args() asked: LinkedArgs): MaybePromise<CaseNode[]> {
    return linkedRecords(incident, 'case', 'Case', asked);
  }

  @ResolveField(() => [typeNamed('Statement')], { description: `What was said about it, ${AS_RECORDED}` })
  statements(@Parent() incident: IncidentNode, @Args() asked: LinkedArgs): MaybePromise<StatementNode[]> {
    return linkedRecords(incident, 'statement', 'Statement', asked);
  }

  @ResolveField(() => EntryConnection, {
    description:
      'Every entry of it and of what was done about it, how its officers stand with their agencies included, in the order in which things happened; `withdrawnBy` and `retractedBy` mark what does not count.',
  })
  @Extensions({ cost: 10 })
  async timeline(@Parent() { moment, id }: IncidentNode, @Args() args: PageArgs): Promise<EntryConnection> {
    return new EntryConnection(await timelinePage(moment, id, args));
  }

  @ResolveField(() => IncidentChanges, { description: 'What changed between two indices of the log.' })
  @Extensions({ cost: 10 })
  changes(
    @Parent() { moment, id }: IncidentNode,
    @Args() { from, to }: ChangesArgs,
    @Context() context: GraphQLContext,
  ): IncidentChanges {
    const later = to == null ? moment : this.moments.at(to as LogIndex, context);
    const earlier = this.moments.at(from as LogIndex, context);
    if (earlier.source.index > later.source.index)
      throw apiError(
        'INVALID_QUERY',
        `"from" is ${from}, which is after ${to == null ? 'the moment of the query,' : '"to",'} ${later.source.index}: give the earlier index as "from".`,
        { argument: 'from', value: from },
      );
    return new IncidentChanges(earlier, later, id);
  }
}

/** The moment is read first: one that is none must not be told by some incidents only. */
function passed({ moment }: IncidentNode, from: MaybePromise<Date | null>, at: AtArgs['at']): MaybePromise<boolean> {
  const by = judgedAt(moment, at);
  return whenHere(from, (instant) => instant !== null && instant.getTime() <= by);
}
