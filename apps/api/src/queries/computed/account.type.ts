import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Account as Computed, AccountClaim as ComputedClaim } from '#domain';
import { Coded } from '../common/coded.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { Party, party } from '../common/party.type.js';
import type { Moment } from '../moment/moment.js';
import { Assessment } from '../statement/assessment.type.js';
import { ClaimActEnum } from '../statement/claim.type.js';
import { Stance, type StatementNode } from '../statement/statement.type.js';
import { placeOfClaim } from '../statement/place-of-claim.js';

@ObjectType({ description: 'A claim within an account, with what supports and what contradicts it.' })
export class AccountClaim {
  readonly #moment: Moment;
  readonly #computed: ComputedClaim;

  constructor(moment: Moment, computed: ComputedClaim) {
    this.#moment = moment;
    this.#computed = computed;
  }

  @Field(() => ID, { description: 'Its id within the statement.' })
  get claimId(): string {
    return this.#computed.claimId;
  }

  @Field(() => typeNamed('Statement'), { nullable: true, description: 'The statement that makes it.' })
  get statement(): MaybePromise<StatementNode | null> {
    return this.#moment.find(this.#computed.statement, 'Statement');
  }

  @Field(() => ClaimActEnum, { description: 'What is done by saying it.' })
  get act(): string {
    return this.#computed.act;
  }

  @Field(() => Narrative, { description: 'What is claimed.' })
  get text(): Narrative {
    return new Narrative(this.#moment, this.#computed.text, () =>
      placeOfClaim(this.#moment, this.#computed.statement, this.#computed),
    );
  }

  @Field(() => Party, { nullable: true, description: 'About whom it is.' })
  get about(): Party | null {
    return party(this.#moment, this.#computed.about);
  }

  @Field(() => Occurred, { description: 'When it was made.' })
  get at(): Occurred {
    return new Occurred(this.#computed.at);
  }

  @Field(() => Occurred, { nullable: true, description: 'When its issuer ceased to make it; null while it stands.' })
  get takenBackAt(): Occurred | null {
    return this.#computed.takenBack ? new Occurred(this.#computed.takenBack.at) : null;
  }

  @Field(() => [Stance], { description: 'What the statement makes of the incident.' })
  get stances(): Stance[] {
    return this.#computed.stances.map((one) => new Stance(one));
  }

  @Field(() => [Assessment], { description: 'What agrees with it, on grounds of its own.' })
  get corroboratedBy(): Assessment[] {
    return this.#computed.corroboratedBy.map((one) => new Assessment(this.#moment, one));
  }

  @Field(() => [Assessment], { description: 'What contradicts it.' })
  get contradictedBy(): Assessment[] {
    return this.#computed.contradictedBy.map((one) => new Assessment(this.#moment, one));
  }

  @Field(() => [Assessment], { description: 'What repeats, qualifies or retracts it.' })
  get otherAssessments(): Assessment[] {
    return this.#computed.otherAssessments.map((one) => new Assessment(this.#moment, one));
  }

  @Field(() => Boolean, { description: 'Whether it is disputed.' })
  get disputed(): boolean {
    return this.#computed.disputedBy.length > 0;
  }

  @Field(() => [ID], { description: 'The entries of the assessments that make it disputed.' })
  get disputedBy(): readonly string[] {
    return this.#computed.disputedBy;
  }

  @Field(() => [ID], { description: 'Entries that rest on this claim: on record because someone claims it.' })
  get supports(): readonly string[] {
    return this.#computed.supports;
  }

  @Field(() => ID, { description: 'The entry that made it.' })
  get entry(): string {
    return this.#computed.entry;
  }
}

@ObjectType({ description: 'What one party says on one topic: a cell of the matrix of accounts.' })
export class Account {
  readonly #moment: Moment;
  readonly #computed: Computed;

  constructor(moment: Moment, computed: Computed) {
    this.#moment = moment;
    this.#computed = computed;
  }

  @Field(() => Coded, { description: 'The topic: a code of the vocabulary ClaimTopic.' })
  get topic(): Coded {
    return new Coded('ClaimTopic', this.#computed.topic);
  }

  @Field(() => Party, { nullable: true, description: 'Whose account; null where who spoke was withheld.' })
  get party(): Party | null {
    return party(this.#moment, this.#computed.party);
  }

  @Field(() => [AccountClaim], { description: 'The claims, in world order.' })
  get claims(): AccountClaim[] {
    return this.#computed.claims.map((one) => new AccountClaim(this.#moment, one));
  }

  @Field(() => [ID], { description: 'The entries that it rests on.' })
  get entries(): readonly string[] {
    return this.#computed.entries;
  }
}
