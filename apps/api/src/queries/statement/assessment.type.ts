import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Assessment as Recorded, AssessmentKind, type Statement } from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import { type MaybePromise, whenHere } from '../common/maybe-promise.js';
import { Narrative } from '../common/narrative.type.js';
import { typeNamed } from '../common/node.registry.js';
import { Party, party } from '../common/party.type.js';
import { ReportedValue } from '../common/reported.value.js';
import type { InvestigationNode } from '../investigation/investigation.type.js';
import type { SourceNode } from '../source/source.type.js';
import type { Claim } from './claim.type.js';

export const AssessmentKindEnum = enumOf(AssessmentKind);

@ObjectType({ description: 'A claim held against another claim, a source or a finding.' })
export class Assessment extends ReportedValue<Recorded> {
  @Field(() => AssessmentKindEnum, { description: 'What came of it.' })
  get assessment(): string {
    return this.recorded.assessment;
  }

  @Field(() => typeNamed('Claim'), { nullable: true, description: 'The other claim, where it rests on one.' })
  get claim(): MaybePromise<Claim | null> {
    const { by } = this.recorded;
    if (!('claim' in by)) return null;
    const { statement, claimId } = by.claim;
    return whenHere(this.moment.records.get(statement), (view) => {
      const made = (view?.state as Statement | undefined)?.claims.find((one) => one.claimId === claimId);
      return made ? new (typeNamed('Claim'))(this.moment, statement, made) : null;
    });
  }

  @Field(() => typeNamed('Source'), { nullable: true, description: 'The source, where it rests on one.' })
  get source(): MaybePromise<SourceNode | null> {
    const { by } = this.recorded;
    return 'source' in by ? this.moment.find(by.source, 'Source') : null;
  }

  @Field(() => typeNamed('Investigation'), { nullable: true, description: 'The inquiry, where it rests on a finding.' })
  get investigation(): MaybePromise<InvestigationNode | null> {
    const { by } = this.recorded;
    return 'finding' in by ? this.moment.find(by.finding.investigation, 'Investigation') : null;
  }

  @Field(() => ID, { nullable: true, description: 'The entry of the finding, where it rests on one.' })
  get finding(): string | null {
    const { by } = this.recorded;
    return 'finding' in by ? by.finding.entry : null;
  }

  @Field(() => Party, {
    nullable: true,
    description: 'Who holds it against the claim; null: those who keep the record.',
  })
  get assessedBy(): Party | null {
    return party(this.moment, this.recorded.assessedBy);
  }

  @Field(() => Narrative, { nullable: true, description: 'In what respect.' })
  get detail(): Narrative | null {
    return this.recorded.detail === undefined ? null : new Narrative(this.moment, this.recorded.detail);
  }
}
