import { Extensions, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { upcast } from '#catalogue';
import { aggregateOf, type Json as JsonValue, type JsonObject, type StoredEvent } from '#domain';
import type { IndexedEntry } from '#read-model';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Json, SafeInt } from '../common/scalars.js';
import type { Moment } from '../moment/moment.js';

@ObjectType({
  description:
    'What opens a sealed value: with it anyone can check that the value is the one that the event commits to.',
})
export class SealedOpening {
  @Field(() => String, { description: 'RFC 6901 path in the event, as in its `sealed`.' })
  readonly path!: string;

  @Field(() => ID, { description: 'Whose data it is.' })
  readonly subject!: string;

  @Field(() => String, { description: 'The field, as disclosure and erasure name it: `nationality`.' })
  readonly field!: string;

  @Field(() => String, { description: '32 random bytes, base64url.' })
  readonly salt!: string;

  @Field(() => Json, { description: 'The value.' })
  readonly value!: JsonValue;
}

@ObjectType({
  description: 'An event of the log. Personal data is not in it: what is sealed stands as a commitment.',
})
export class LoggedEvent {
  readonly #moment: Moment;
  readonly #place: IndexedEntry;

  constructor(moment: Moment, place: IndexedEntry) {
    this.#moment = moment;
    this.#place = place;
  }

  @Field(() => SafeInt, { description: 'Its place in the log, from 0.' })
  get index(): number {
    return this.#place.index;
  }

  @Field(() => ID, { description: 'Its id.' })
  get id(): string {
    return this.#place.entry;
  }

  @Field(() => ID, { description: 'The record that it is part of.' })
  get record(): string {
    return this.#place.record;
  }

  @Field(() => Int, { description: 'Its place in the record, from 0.' })
  get revision(): number {
    return this.#place.revision;
  }

  @Field(() => String, { description: 'Its type.' })
  get type(): string {
    return this.#place.type;
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was recorded.' })
  get recordedAt(): string {
    return this.#place.recordedAt;
  }

  @Field(() => Json, {
    nullable: true,
    description:
      'The event as it is stored, texts that were withheld left out. Of actors: null for all but ADMIN and AUDITOR.',
  })
  get recorded(): MaybePromise<JsonObject | null> {
    return this.mayRead ? this.event().then(published) : null;
  }

  @Field(() => Json, {
    nullable: true,
    description: 'The same, read by the current version of its schema. Of actors: null for all but ADMIN and AUDITOR.',
  })
  get current(): MaybePromise<JsonObject | null> {
    return this.mayRead ? this.event().then((event) => published(upcast(event))) : null;
  }

  @Field(() => [SealedOpening], {
    description:
      'What opens its sealed values: of those that you may see, and may take away. Of what was erased or is withheld from you there is none; of a confidential source, and of who works with the tracker, never.',
  })
  @Extensions({ cost: 5 })
  get openings(): MaybePromise<readonly SealedOpening[]> {
    return this.mayRead ? this.event().then((event) => this.openingsOf(event)) : [];
  }

  private openingsOf({ id, sealed = [] }: StoredEvent): MaybePromise<readonly SealedOpening[]> {
    if (sealed.length === 0) return [];
    const { personal, subjects } = this.#moment.reading;
    subjects.announce(sealed.map(({ subject }) => subject));
    return personal.openingsOf(id, sealed);
  }

  private event(): Promise<StoredEvent> {
    return this.#moment.reading.events.load(this.#place);
  }

  /** The ledger opens the log's own events to everyone; those of actors to nobody. */
  private get mayRead(): boolean {
    const { roles } = this.#moment.reading.viewer;
    return aggregateOf(this.#place.record) !== 'actor' || roles.has('ADMIN') || roles.has('AUDITOR');
  }
}

/**
 * The digest of the command is keyed, and of no use to anyone but the server. A store adds its position, which means
 * nothing outside of it and, as a BigInt, has no form in JSON.
 */
function published(stored: StoredEvent & { readonly position?: unknown }): JsonObject {
  const { digest: _digest, position: _position, ...event } = stored;
  return event as unknown as JsonObject;
}
