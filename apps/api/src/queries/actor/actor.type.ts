import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Actor, ActorKind, ActorRole, type ActorToken as RecordedToken } from '#domain';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import { enumOf } from '../../graphql/choice-enum.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Node } from '../common/node.interface.js';
import { registerType } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { PersonalValue } from '../common/personal-value.union.js';
import { RecordNode } from '../record/record.node.js';

export const ActorKindEnum = enumOf(ActorKind);
export const ActorRoleEnum = enumOf(ActorRole);

@ObjectType({ description: 'An access token of an actor. The secret is nowhere but with its holder.' })
export class ActorToken {
  readonly #recorded: RecordedToken;

  constructor(recorded: RecordedToken) {
    this.#recorded = recorded;
  }

  @Field(() => ID, { description: 'Its id, with which it can be revoked.' })
  get tokenId(): string {
    return this.#recorded.tokenId;
  }

  @Field(() => Occurred, { description: 'When it was issued.' })
  get issued(): Occurred {
    return new Occurred(this.#recorded.issued);
  }

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From then on it is void; null: without end.' })
  get expires(): string | null {
    return this.#recorded.expires ?? null;
  }

  @Field(() => Occurred, { nullable: true, description: 'When it was revoked; null: it was not.' })
  get revoked(): Occurred | null {
    return this.#recorded.revoked ? new Occurred(this.#recorded.revoked.at) : null;
  }
}

@ObjectType('Actor', {
  implements: () => [Node],
  description: 'Someone who works with the tracker. Seen by ADMIN only.',
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
    return this.state.tokens.map((one) => new ActorToken(one));
  }
}
registerType('Actor', ActorNode);
