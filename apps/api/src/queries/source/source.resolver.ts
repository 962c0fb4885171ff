import { Args, Extensions, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type MaybePromise, whenHere } from '../common/maybe-promise.js';
import { PageArgs } from '../common/page.args.js';
import { CONNECTIONS } from '../root/connections.js';
import { listPage } from '../root/list.page.js';
import { SourceNode } from './source.type.js';

const COST = { cost: 5 };
const restingOnIt = (what: string) =>
  `${what} with an entry that names it and counts, the latest first; a source that was retracted keeps them.`;

/** What rests on a source: where to look when it turns out to be wrong. */
@Resolver(() => SourceNode)
export class SourceResolver {
  @ResolveField(() => CONNECTIONS.incident, { description: restingOnIt('Incidents') })
  @Extensions(COST)
  incidents(@Parent() source: SourceNode, @Args() page: PageArgs): MaybePromise<object> {
    return resting('incident', source, page);
  }

  @ResolveField(() => CONNECTIONS.investigation, { description: restingOnIt('Investigations') })
  @Extensions(COST)
  investigations(@Parent() source: SourceNode, @Args() page: PageArgs): MaybePromise<object> {
    return resting('investigation', source, page);
  }

  @ResolveField(() => CONNECTIONS.case, { description: restingOnIt('Cases') })
  @Extensions(COST)
  cases(@Parent() source: SourceNode, @Args() page: PageArgs): MaybePromise<object> {
    return resting('case', source, page);
  }

  @ResolveField(() => CONNECTIONS.statement, { description: restingOnIt('Statements') })
  @Extensions(COST)
  statements(@Parent() source: SourceNode, @Args() page: PageArgs): MaybePromise<object> {
    return resting('statement', source, page);
  }
}

function resting(
  kind: 'incident' | 'investigation' | 'case' | 'statement',
  { moment, id }: SourceNode,
  page: PageArgs,
): MaybePromise<object> {
  const filter = { source: { in: [id] } };
  const found = listPage(moment, kind, { ...page, filter, orderBy: { by: 'OCCURRED', direction: 'DESC' } });
  return whenHere(found, (one) => new CONNECTIONS[kind](one as never));
}
