import { Args, Extensions, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { ActorNode } from '../actor/actor.type.js';
import { AgencyNode } from '../agency/agency.type.js';
import { CaseNode } from '../case/case.type.js';
import { PageArgs } from '../common/page.args.js';
import { IncidentNode } from '../incident/incident.type.js';
import { InvestigationNode } from '../investigation/investigation.type.js';
import { PersonNode } from '../person/person.type.js';
import { SourceNode } from '../source/source.type.js';
import { StatementNode } from '../statement/statement.type.js';
import { EntryConnection } from './entry.connection.js';
import { entryPage } from './entry.pages.js';
import type { RecordNode } from './record.node.js';

/** The entries of a record, for each kind of record alike. */
function entriesResolver(node: Type): Type {
  @Resolver(() => node)
  class EntriesResolver {
    @ResolveField(() => EntryConnection, {
      description:
        'Its own entries as they stand, in the order of recording: withdrawn ones included, and what was decided about the record or an entry. A correction stands in the place of what it corrects.',
    })
    @Extensions({ cost: 5 })
    async entries(@Parent() { moment, id }: RecordNode, @Args() args: PageArgs): Promise<EntryConnection> {
      return new EntryConnection(await entryPage(moment, id, args));
    }
  }
  Object.defineProperty(EntriesResolver, 'name', { value: `${node.name}EntriesResolver` });
  return EntriesResolver;
}

export const ENTRIES_RESOLVERS: readonly Type[] = [
  IncidentNode,
  InvestigationNode,
  CaseNode,
  StatementNode,
  AgencyNode,
  PersonNode,
  SourceNode,
  ActorNode,
].map((node) => entriesResolver(node as Type));
