import { Field, ObjectType } from '@nestjs/graphql';
import { typeNamed } from './node.registry.js';
import type { Attribution as Recorded, Statement } from '#domain';
import type { Moment } from '../moment/moment.js';
import type { Claim } from '../statement/claim.type.js';
import type { StatementNode } from '../statement/statement.type.js';
import { AttributionKindEnum } from './enums.js';
import { type MaybePromise, whenHere } from './maybe-promise.js';

@ObjectType({ description: 'Who says so.' })
export class Attribution {
  constructor(
    private readonly moment: Moment,
    private readonly recorded: Recorded,
  ) {}

  @Field(() => AttributionKindEnum, { description: 'A claim of a party, the source itself, or an exhibit.' })
  get kind(): string {
    return this.recorded.kind;
  }

  @Field(() => typeNamed('Statement'), { nullable: true, description: 'With CLAIM: the statement.' })
  get statement(): MaybePromise<StatementNode | null> {
    return this.recorded.statement ? this.moment.find(this.recorded.statement, 'Statement') : null;
  }

  @Field(() => typeNamed('Claim'), { nullable: true, description: 'With CLAIM: the claim within the statement.' })
  get claim(): MaybePromise<Claim | null> {
    const { statement, claim } = this.recorded;
    if (!statement || !claim) return null;
    return whenHere(this.moment.records.get(statement), (view) => {
      const made = (view?.state as Statement | undefined)?.claims.find(({ claimId }) => claimId === claim);
      return made ? new (typeNamed('Claim'))(this.moment, statement, made) : null;
    });
  }
}

export const attribution = (moment: Moment, recorded: Recorded | undefined): Attribution | null =>
  recorded ? new Attribution(moment, recorded) : null;
