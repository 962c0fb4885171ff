import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { EventId, StreamName } from '#domain';
import type { RecordView } from '#read-model';
import { Gap } from '../common/gap.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { SafeInt } from '../common/scalars.js';
import type { Moment } from '../moment/moment.js';
import { Coded, type Raw } from '../common/coded.type.js';
import type { VocabularyName } from '#domain';
import { rawWord } from './raw-word.js';
import { Tombstone } from './tombstone.type.js';

/** What every record has, whatever it is about. */
@ObjectType({ isAbstract: true })
export abstract class RecordNode<State = unknown> {
  constructor(
    readonly moment: Moment,
    readonly view: RecordView<State>,
  ) {}

  @Field(() => ID, { description: 'Name of its stream: the id that never changes and is never used again.' })
  get id(): StreamName {
    return this.view.id;
  }

  @Field(() => Int, { description: 'How often it was written to, less one; pass it as `expectedRevision`.' })
  get revision(): number {
    return this.view.revision;
  }

  @Field(() => SafeInt, { description: 'Index of its first entry in the log.' })
  get firstIndex(): number {
    return this.view.firstIndex;
  }

  @Field(() => SafeInt, { description: 'Index of its latest entry in the log, at this moment.' })
  get lastIndex(): number {
    return this.view.lastIndex;
  }

  @Field(() => Tombstone, { nullable: true, description: 'Why it no longer counts, where it was retracted.' })
  get tombstone(): Tombstone | null {
    return this.view.retraction ? new Tombstone(this.moment, this.view.retraction) : null;
  }

  @Field(() => [Gap], { description: 'Entries that do not fit the sequence.' })
  get gaps(): readonly Gap[] {
    return this.view.gaps;
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When something in it last changed.' })
  get lastMovementAt(): MaybePromise<Date | string | null> {
    return this.view.lastMovement?.at ?? null;
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'Until when it is known that nothing had changed, because somebody looked: the end of the date on which they did, at most when that was recorded.',
  })
  get lastConfirmedAt(): MaybePromise<Date | string | null> {
    return this.view.lastConfirmation?.at ?? null;
  }

  @Field(() => ID, { nullable: true, description: 'The entry that `lastMovementAt` rests on.' })
  get lastMovementEntry(): MaybePromise<EventId | null> {
    return this.view.lastMovement?.entry ?? null;
  }

  @Field(() => ID, { nullable: true, description: 'The entry that `lastConfirmedAt` rests on.' })
  get lastConfirmedEntry(): MaybePromise<EventId | null> {
    return this.view.lastConfirmation?.entry ?? null;
  }

  protected get state(): State {
    return this.view.state;
  }

  /** A code of this record's, or of a duplicate's, with the source's own word looked up in the entry where it is asked for. */
  protected coded(vocabulary: VocabularyName, code: string, entry: EventId, record: StreamName = this.id): Coded {
    return new Coded(vocabulary, code, (): Promise<Raw | null> => rawWord(this.moment, record, entry, code));
  }
}
