import { Field, ID, Int, InterfaceType } from '@nestjs/graphql';
import type { EventId } from '#domain';
import { Warning } from './refusal.types.js';

@InterfaceType({
  description: 'Something was recorded, and is durable.',
  resolveType: (recorded: object) => recorded.constructor.name,
})
export abstract class Recording {
  @Field(() => ID, { description: 'Id of the entry: by it the entry is cited, corrected and withdrawn.' })
  readonly entry!: EventId;

  @Field(() => Int, { description: 'Revision of the record, this entry included: the next `expectedRevision`.' })
  readonly revision!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Where to go on in `incidentChanges` or `logEvents`, after this entry; in the header `x-read-after` it makes a query wait for the entry, on any server. Null where the read model did not get there in time: repeat the `commandId` for it.',
  })
  readonly cursor?: string;

  @Field({ description: 'Whether this command had been recorded before; then this is what was recorded.' })
  readonly repeated!: boolean;

  /** Some take a look at what is on record, which is only done where they are asked for. */
  readonly findWarnings!: () => Promise<readonly Warning[]>;

  @Field(() => [Warning], { description: 'Warnings that were acknowledged, or needed no acknowledgement.' })
  get warnings(): Promise<readonly Warning[]> {
    return this.findWarnings();
  }
}
