import { ArgsType, Field } from '@nestjs/graphql';
import type { LinkKind, Unlisted } from '#read-model';
import { UnlistedEnum } from '../filter/filter.inputs.js';
import type { RecordNode } from '../record/record.node.js';
import { type MaybePromise, whenHere } from './maybe-promise.js';
import type { NodeTypes } from './node.registry.js';

@ArgsType()
export class LinkedArgs {
  @Field(() => [UnlistedEnum], {
    nullable: true,
    description: 'Merged and retracted records are left out unless they are named here: `[RETRACTED]`.',
  })
  include?: Unlisted[] | null;
}

/** The records linked with one, without those that lists leave out: what was found to be made up must not look real. */
export function linkedRecords<Kind extends LinkedNode>(
  { moment, id }: RecordNode<unknown>,
  to: LinkKind,
  kind: Kind,
  { include }: LinkedArgs,
): MaybePromise<NodeTypes[Kind][]> {
  return whenHere(moment.linked(id, to, kind), (nodes) =>
    include?.includes('RETRACTED') ? nodes : nodes.filter(({ view }) => !view.retraction),
  );
}

type LinkedNode = 'Investigation' | 'Case' | 'Statement';
