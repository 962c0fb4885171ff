import { Field, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { SafeInt } from '../common/scalars.js';
import { rootOf } from '../ledger/tree-root.js';
import type { Moment } from '../moment/moment.js';

@ObjectType('Record', {
  description: 'The whole record as it stood at one fixed moment: the same fields as the root, and which moment it is.',
})
export class RecordMoment {
  constructor(readonly moment: Moment) {}

  @Field(() => SafeInt, { description: 'Index of the last entry that is part of it: cite the moment by it. -1: none.' })
  get index(): number {
    return this.moment.source.index;
  }

  @Field(() => GraphQLDateTimeISO, {
    description: 'The instant that was asked for; of an index, when it was recorded.',
  })
  get at(): Date {
    return new Date(this.moment.at);
  }

  @Field(() => SafeInt, { description: 'How many entries are part of it: the size of the ledger at this moment.' })
  get treeSize(): number {
    return this.moment.source.index + 1;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Root of the Merkle tree of that size, base64 (RFC 6962); null while that much is not published, or this server keeps no ledger.',
  })
  get root(): Promise<string | null> {
    return rootOf(this.moment.reading.ledger, this.treeSize);
  }
}
