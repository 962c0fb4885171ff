import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { StreamName } from '#domain';
import { enumType } from '../../graphql/choice-enum.js';
import { PageInfo } from '../common/connection.js';
import { Node } from '../common/node.interface.js';
import { SafeInt } from '../common/scalars.js';
import { anyNode } from '../root/root.fields.js';
import type { Between } from './between.js';
import type { ChangedRecord } from './changed-records.js';
import { EntryChange } from './entry-change.type.js';

export const MembershipEnum = enumType(
  'RecordChangeKind',
  {
    ENTERED: 'It was not on record before; or, with a filter of incidents, did not match it.',
    CHANGED: 'It was there before, and is still.',
    LEFT: 'It matched the filter of incidents before, and does no longer.',
  },
  'What became of a record between two moments.',
);

@ObjectType({ description: 'One record that changed between two moments.' })
export class RecordChange {
  readonly #between: Between;
  readonly #changed: ChangedRecord;

  constructor(between: Between, changed: ChangedRecord) {
    this.#between = between;
    this.#changed = changed;
  }

  @Field(() => ID, { description: 'The record.' })
  get record(): StreamName {
    return this.#changed.record;
  }

  @Field(() => MembershipEnum, { description: 'What became of it.' })
  get change(): string {
    return this.#changed.membership;
  }

  @Field(() => Node, { nullable: true, description: 'As it stood at the earlier moment; null: not on record yet.' })
  get before() {
    return anyNode(this.#between.earlier, this.record);
  }

  @Field(() => Node, { nullable: true, description: 'As it stood at the later moment.' })
  get after() {
    return anyNode(this.#between.later, this.record);
  }

  @Field(() => [EntryChange], { description: 'What was done to it, in the order of the log; the first 500.' })
  get entries(): EntryChange[] {
    return this.#changed.entries.map((place) => new EntryChange(this.#between.later, place, this.record));
  }
}

@ObjectType({ description: 'The records that changed between two moments, each where its first change was recorded.' })
export class Changes {
  @Field(() => SafeInt, {
    nullable: true,
    description: 'Index of the earlier moment; null on the axis of what was public.',
  })
  readonly from!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: 'Index of the later moment, inclusive; null on the axis of what was public.',
  })
  readonly to!: number | null;

  @Field(() => [RecordChange], {
    description:
      'The records on this page. With a filter there may be fewer than asked for, or none, before the last page.',
  })
  readonly nodes!: readonly RecordChange[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  readonly pageInfo!: PageInfo;
}
