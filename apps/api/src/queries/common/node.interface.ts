import { Field, ID, Int, InterfaceType } from '@nestjs/graphql';
import type { StreamName } from '#domain';

/** Everything with a stream of its own. */
@InterfaceType({ description: 'A record: it has an id that never changes and is never used again.' })
export abstract class Node {
  @Field(() => ID, { description: 'Name of its stream: `incident-<uuid>`, `agency-<slug>`.' })
  readonly id!: StreamName;

  @Field(() => Int, { description: 'How often it was written to, less one; pass it as `expectedRevision`.' })
  readonly revision!: number;
}
