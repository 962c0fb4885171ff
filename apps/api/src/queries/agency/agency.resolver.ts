import { Args, ArgsType, Extensions, Field, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { MaybePromise } from '../common/maybe-promise.js';
import { whenHere } from '../common/maybe-promise.js';
import { PageArgs } from '../common/page.args.js';
import { CONNECTIONS } from '../root/connections.js';
import { listPage } from '../root/list.page.js';
import { AgencyNode } from './agency.type.js';

@ArgsType()
class OnBehalfArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Also what was said for agencies that it is above.' })
  includeParts: boolean = false;
}

/** Fields of an agency that take arguments. */
@Resolver(() => AgencyNode)
export class AgencyResolver {
  @ResolveField(() => CONNECTIONS.statement, {
    description: 'What was said on its behalf, by when it was said, the earliest first.',
  })
  @Extensions({ cost: 5 })
  statementsOnBehalf(
    @Parent() { moment, id }: AgencyNode,
    @Args() { includeParts, ...page }: OnBehalfArgs,
  ): MaybePromise<object> {
    const agencies = includeParts ? [id, ...partsOf(moment, id)] : [id];
    const filter = { onBehalfOf: { in: agencies } };
    return whenHere(
      listPage(moment, 'statement', { ...page, filter, orderBy: { by: 'OCCURRED', direction: 'ASC' } }),
      (found) => new CONNECTIONS.statement(found),
    );
  }

  @ResolveField(() => CONNECTIONS.incident, {
    description: 'Incidents that name it, or an agency merged into it, the latest first.',
  })
  @Extensions({ cost: 5 })
  incidents(@Parent() agency: AgencyNode, @Args() page: PageArgs): MaybePromise<object> {
    return whenHere(latestOf('incident', agency, page), (found) => new CONNECTIONS.incident(found));
  }

  @ResolveField(() => CONNECTIONS.investigation, {
    description:
      'Inquiries that it, or an agency merged into it, leads or takes part in, or did before it left or was shut out, the latest first; its role is in their `participation`.',
  })
  @Extensions({ cost: 5 })
  investigations(@Parent() agency: AgencyNode, @Args() page: PageArgs): MaybePromise<object> {
    return whenHere(latestOf('investigation', agency, page), (found) => new CONNECTIONS.investigation(found));
  }
}

/** Records of the kind that name the agency, by when they happened. */
const latestOf = <Kind extends 'incident' | 'investigation'>(kind: Kind, { moment, id }: AgencyNode, page: PageArgs) =>
  listPage(moment, kind, {
    ...page,
    filter: { agency: { in: [id] } },
    orderBy: { by: 'OCCURRED', direction: 'DESC' },
  });

/** The agencies below one, level by level; a level holds few. */
function partsOf({ source }: AgencyNode['moment'], id: string): string[] {
  const parts = new Set<string>();
  let level = [id];
  while (level.length > 0 && parts.size < 100) {
    const page = source.snapshot?.list(
      'agency',
      { facets: { parent: { in: level } } },
      { by: 'RECORDED', direction: 'ASC' },
      { first: 100 },
    );
    level = (page?.edges ?? []).map(({ node }) => node).filter((node) => node !== id && !parts.has(node));
    for (const part of level) parts.add(part);
  }
  return [...parts];
}
