import { Args, ArgsType, Context, Field, Resolver, Subscription } from '@nestjs/graphql';
import type { Config } from '../config/index.js';
import type { GraphQLContext } from '../graphql/graphql-context.js';
import { CONFIG } from '../ports.js';
import { Inject } from '@nestjs/common';
import { whenHere } from '../queries/common/maybe-promise.js';
import { FILTERS, type FilterValue } from '../queries/filter/filter.inputs.js';
import { toFilter } from '../queries/filter/to-filter.js';
import { Moments } from '../queries/moment/moments.js';
import { LoggedEvent } from '../queries/record/history.type.js';
import { Feeds, type ToldChange, type ToldEntry } from './feeds.js';
import { IncidentChange, LogEvent } from './incident-change.type.js';
import { laterCursor } from './later-cursor.js';

@ArgsType()
class AfterArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Cursor to go on after: of a query, of a mutation, or of the last change that was received. By default only what is yet to come is told. An event stream that is taken up again goes on after its `Last-Event-ID`, where that is later.',
  })
  after?: string | null;
}

@ArgsType()
class ChangesArgs extends AfterArgs {
  @Field(() => FILTERS.incident, {
    nullable: true,
    description: 'Which incidents; all by default. Freshness is judged at the time of each change.',
  })
  filter?: FilterValue | null;
}

/** Told in order, each once; resumable from any cursor, on any node. */
@Resolver()
export class SubscriptionResolver {
  constructor(
    private readonly feeds: Feeds,
    private readonly moments: Moments,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Subscription(() => IncidentChange, {
    description: 'Every change of an incident, or of what was done about it, that concerns a filter.',
    resolve(this: SubscriptionResolver, told: ToldChange, _args: unknown, context: GraphQLContext) {
      return this.toldChange(told, context);
    },
  })
  incidentChanges(
    @Args() { after, filter }: ChangesArgs,
    @Context() { lastEventId }: GraphQLContext,
  ): AsyncIterable<ToldChange> {
    return this.feeds.incidentChanges(
      laterCursor(after, lastEventId),
      toFilter('incident', filter, { timeZone: this.config.timeZone, at: Date.now() }),
    );
  }

  @Subscription(() => LogEvent, {
    description: 'Every event of the log, in its order.',
    resolve(this: SubscriptionResolver, { cursor, entry }: ToldEntry, _args: unknown, context: GraphQLContext) {
      return { cursor, entry: new LoggedEvent(this.moments.at(entry.index, context), entry) };
    },
  })
  logEvents(@Args() { after }: AfterArgs, @Context() { lastEventId }: GraphQLContext): AsyncIterable<ToldEntry> {
    return this.feeds.logEvents(laterCursor(after, lastEventId));
  }

  toldChange({ cursor, kind, change }: ToldChange, context: GraphQLContext) {
    const moment = this.moments.at(change.place.index, context);
    return whenHere(moment.find(change.incident, 'Incident'), (incident) => ({
      cursor,
      change: kind,
      entry: new LoggedEvent(moment, change.entry),
      incident,
    }));
  }
}
