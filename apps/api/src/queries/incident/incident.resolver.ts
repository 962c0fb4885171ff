import { Args, ArgsType, Context, Extensions, Field, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { LogIndex } from '#domain';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import { whenHere, type MaybePromise } from '../common/maybe-promise.js';
import { PageArgs } from '../common/page.args.js';
import { SafeInt } from '../common/scalars.js';
import { judgedAt } from '../moment/judged-at.js';
import { Moments } from '../moment/moments.js';
import { EntryConnection } from '../record/entry.connection.js';
import { timelinePage } from '../record/entry.pages.js';
import { IncidentChanges } from './changes.type.js';
import { IncidentNode } from './incident.type.js';

@ArgsType()
class AtArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Judged by this date-time or date; by default now, and of a past moment that moment.',
  })
  at?: string | null;
}

@ArgsType()
class ChangesArgs {
  @Field(() => SafeInt, { description: 'The earlier index; its own entry is not among the changes.' })
  from!: number;

  @Field(() => SafeInt, {
    nullable: true,
    description: 'The later index, inclusive; by default the moment of the query.',
  })
  to?: number | null;
}

/** Fields of an incident that take arguments. */
@Resolver(() => IncidentNode)
export class IncidentResolver {
  constructor(private readonly moments: Moments) {}

  @ResolveField(() => Boolean, { description: 'Whether what is known is stale: nothing moved and nobody checked.' })
  stale(@Parent() incident: IncidentNode, @Args() { at }: AtArgs): MaybePromise<boolean> {
    return whenHere(
      incident.standing.staleFrom(),
      (from) => from !== null && from.getTime() <= judgedAt(incident.moment, at),
    );
  }

  @ResolveField(() => Boolean, { description: 'Whether a deadline has passed unmet.' })
  overdue(@Parent() incident: IncidentNode, @Args() { at }: AtArgs): MaybePromise<boolean> {
    return whenHere(
      incident.standing.overdueFrom(),
      (from) => from !== null && from.getTime() <= judgedAt(incident.moment, at),
    );
  }

  @ResolveField(() => EntryConnection, {
    description:
      'Every entry of it and of what was done about it, in the order in which things happened; `withdrawnBy` and `retractedBy` mark what does not count.',
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
    return new IncidentChanges(this.moments.at(from as LogIndex, context), later, id);
  }
}
