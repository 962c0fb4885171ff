import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ClaimAct, type Claim as Recorded, type StreamName } from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import { Coded } from '../common/coded.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative } from '../common/narrative.type.js';
import { registerType, typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { Party, party } from '../common/party.type.js';
import type { Moment } from '../moment/moment.js';
import { Assessment } from './assessment.type.js';
import { placeOfClaim } from './place-of-claim.js';
import type { StatementNode } from './statement.type.js';

export const ClaimActEnum = enumOf(ClaimAct);

@ObjectType({ description: 'One thing that a statement says, and what became of it.' })
export class Claim {
  readonly #moment: Moment;
  readonly #statement: StreamName;
  readonly #recorded: Recorded;

  constructor(moment: Moment, statement: StreamName, recorded: Recorded) {
    this.#moment = moment;
    this.#statement = statement;
    this.#recorded = recorded;
  }

  @Field(() => ID, { description: 'Its id within the statement.' })
  get claimId(): string {
    return this.#recorded.claimId;
  }

  @Field(() => typeNamed('Statement'), { nullable: true, description: 'The statement.' })
  get statement(): MaybePromise<StatementNode | null> {
    return this.#moment.find(this.#statement, 'Statement');
  }

  @Field(() => Coded, { description: 'What it is about: a code of the vocabulary ClaimTopic.' })
  get topic(): Coded {
    return new Coded('ClaimTopic', this.#recorded.topic);
  }

  @Field(() => ClaimActEnum, { description: 'What is done by saying it.' })
  get act(): string {
    return this.#recorded.act;
  }

  @Field(() => Narrative, { description: 'What is claimed.' })
  get text(): Narrative {
    return new Narrative(this.#moment, this.#recorded.text, () =>
      placeOfClaim(this.#moment, this.#statement, this.#recorded),
    );
  }

  @Field(() => String, { nullable: true, description: 'When that happened of which it speaks, EDTF.' })
  get speaksOf(): string | null {
    return this.#recorded.speaksOf ?? null;
  }

  @Field(() => Party, { nullable: true, description: 'About whom it is.' })
  get about(): Party | null {
    return party(this.#moment, this.#recorded.about);
  }

  @Field(() => Occurred, { description: 'When it was made.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => Occurred, { nullable: true, description: 'When its issuer ceased to make it; null while it stands.' })
  get takenBackAt(): Occurred | null {
    return this.#recorded.takenBack ? new Occurred(this.#recorded.takenBack.at) : null;
  }

  @Field(() => [Assessment], { description: 'What it was held against, in world order.' })
  get assessments(): Assessment[] {
    return this.#recorded.assessments.map((one) => new Assessment(this.#moment, one));
  }

  @Field(() => ID, { description: 'The entry that made it.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}
registerType('Claim', Claim);
