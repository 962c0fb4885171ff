import { Extensions, Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import {
  type Actor,
  ActorKind,
  ActorRole,
  type ActorToken as RecordedToken,
  type EventId,
  isTokenValid,
  type StreamName,
} from '#domain';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import { enumOf } from '../../graphql/choice-enum.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Node } from '../common/node.interface.js';
import { registerType } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { PersonalValue } from '../common/personal-value.union.js';
import type { Moment } from '../moment/moment.js';
import { RecordNode } from '../record/record.node.js';

export const ActorKindEnum = enumOf(ActorKind);
export const ActorRoleEnum = enumOf(ActorRole);

@ObjectType({ description: 'An access token of an actor. The secret is nowhere but with its holder.' })
export class ActorToken {
  readonly #moment: Moment;
  readonly #actor: StreamName;
  readonly #recorded: RecordedToken;

  constructor(moment: Moment, actor: StreamName, recorded: RecordedToken) {
    this.#moment = moment;
    this.#actor = actor;
    this.#recorded = recorded;
  }

  @Field(() => ID, { description: 'Its id, with which it can be revoked.' })
  get tokenId(): string {
    return this.#recorded.tokenId;
  }

  @Field(() => String, {
    nullable: true,
    description: 'What its owner calls it, as it was given to `issueToken`; null where nothing was.',
  })
  @Extensions({ cost: 2 })
  get label(): Promise<string | null> {
    return this.#moment.reading.tokenLabels
      .of(this.#actor)
      .then((labels) => labels.get(this.#recorded.tokenId) ?? null);
  }

  @Field(() => Boolean, {
    description:
      'Whether it identifies its actor at this moment: neither revoked nor over. A request with it then counts.',
  })
  get valid(): boolean {
    return isTokenValid(this.#recorded, this.#moment.at);
  }

  @Field(() => Occurred, { description: 'When it was issued.' })
  get issued(): Occurred {
    return new Occurred(this.#recorded.issued);
  }

  @Field(() => ID, { nullable: true, description: 'Id of the actor who issued it.' })
  @Extensions({ cost: 2 })
  get issuedBy(): Promise<string | null> {
    return actorOf(this.#moment, this.#recorded.entry);
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From then on it is void; null: without end.' })
  get expires(): string | null {
    return this.#recorded.expires ?? null;
  }

  @Field(() => Occurred, { nullable: true, description: 'When it was revoked; null: it was not.' })
  get revoked(): Occurred | null {
    return this.#recorded.revoked ? new Occurred(this.#recorded.revoked.at) : null;
  }

  @Field(() => ID, { nullable: true, description: 'Id of the actor who revoked it; null: nobody has.' })
  @Extensions({ cost: 2 })
  get revokedBy(): Promise<string | null> {
    const { revoked } = this.#recorded;
    return revoked ? actorOf(this.#moment, revoked.entry) : Promise.resolve(null);
  }
}

/** Who recorded an entry. */
async function actorOf({ reading }: Moment, entry: EventId): Promise<string | null> {
  const place = reading.model.locate(entry);
  return place ? (await reading.events.load(place)).actor : null;
}

@ObjectType('Actor', {
  implements: () => [Node],
  description:
    'Someone who works with the tracker. Shown to ADMIN, and to the actor: all others see an id that says nothing.',
})
export class ActorNode extends RecordNode<Actor> {
  @Field(() => ActorKindEnum, { nullable: true, description: 'A person, a program, or the tracker itself.' })
  get kind(): string | null {
    return this.state.kind?.value ?? null;
  }

  @Field(() => [ActorRoleEnum], { description: 'The roles held.' })
  get roles(): string[] {
    return this.state.roles.map(({ value }) => value);
  }

  @Field(() => PersonalValue, { nullable: true, description: 'The name; null only where none is on record.' })
  get name(): MaybePromise<Value | null> {
    if (this.state.name.length === 0) return null;
    return this.moment.reading.personal.read({ subject: this.id, field: 'name', leaves: this.state.name });
  }

  @Field(() => [ActorToken], { description: 'All access tokens, void ones included.' })
  get tokens(): ActorToken[] {
    return this.state.tokens.map((one) => new ActorToken(this.moment, this.id, one));
  }
}
registerType('Actor', ActorNode);
