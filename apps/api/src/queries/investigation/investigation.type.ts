import { Field, ID, ObjectType } from '@nestjs/graphql';
import { currentLead, type Investigation, InvestigationClosed } from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import type { AgencyNode } from '../agency/agency.type.js';
import { Coded } from '../common/coded.type.js';
import { InvestigationStatusEnum } from '../common/enums.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative, optionalNarrative } from '../common/narrative.type.js';
import { Node } from '../common/node.interface.js';
import { registerType, typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { parties, Party } from '../common/party.type.js';
import type { IncidentNode } from '../incident/incident.type.js';
import { RecordNode } from '../record/record.node.js';
import type { SourceNode } from '../source/source.type.js';
import { Deadline } from './deadline.type.js';
import { Finding, InvestigationStatusChange, Milestone, Referral } from './inquiry-step.type.js';
import { EvidenceAccess, Participation } from './participation.type.js';

export const InvestigationOutcomeEnum = enumOf(InvestigationClosed.data.properties.outcome);

@ObjectType('Investigation', { implements: () => [Node], description: 'One inquiry into one or more incidents.' })
export class InvestigationNode extends RecordNode<Investigation> {
  @Field(() => InvestigationStatusEnum, { nullable: true, description: 'Where it stands; null before it began.' })
  get status(): string | null {
    return this.state.status === 'NONE' ? null : this.state.status;
  }

  @Field(() => ID, { nullable: true, description: 'The entry that brought the status about.' })
  get statusEntry(): string | null {
    return this.state.statusEntry ?? null;
  }

  @Field(() => Occurred, { nullable: true, description: 'Since when it stands there.' })
  get statusSince(): Occurred | null {
    return this.state.statusSince ? new Occurred(this.state.statusSince) : null;
  }

  @Field(() => [InvestigationStatusChange], {
    description: 'How it came there, from its beginning on, in world order, each with the reason that was given.',
  })
  get statuses(): InvestigationStatusChange[] {
    return this.state.statuses.map((one) => new InvestigationStatusChange(this.moment, one));
  }

  @Field(() => Coded, { nullable: true, description: 'The kind: a code of the vocabulary InvestigationKind.' })
  get kind(): Coded | null {
    const { kind } = this.state;
    return kind ? this.coded('InvestigationKind', kind.value, kind.entry) : null;
  }

  @Field(() => [typeNamed('Incident')], { description: 'The incidents that it covers.' })
  get incidents(): MaybePromise<IncidentNode[]> {
    return this.moment.findAll(
      this.state.incidents.map(({ value }) => value),
      'Incident',
    );
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'Who leads now.' })
  get lead(): MaybePromise<AgencyNode | null> {
    const lead = currentLead(this.state);
    return lead ? this.moment.find(lead.agency, 'Agency') : null;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'Who said that it will not investigate.' })
  get declinedBy(): MaybePromise<AgencyNode | null> {
    const { declinedBy } = this.state;
    return declinedBy ? this.moment.find(declinedBy.value, 'Agency') : null;
  }

  @Field(() => typeNamed('Agency'), { nullable: true, description: 'To whom it was handed on for a decision.' })
  get referredTo(): MaybePromise<AgencyNode | null> {
    const { referredTo } = this.state;
    return referredTo ? this.moment.find(referredTo.value, 'Agency') : null;
  }

  @Field(() => Referral, { nullable: true, description: 'How it was handed on: by whom, and what for.' })
  get referral(): Referral | null {
    return this.state.referral ? new Referral(this.moment, this.state.referral) : null;
  }

  @Field(() => Narrative, { nullable: true, description: 'What it covers, in words.' })
  get scope(): Narrative | null {
    return this.words('scope');
  }

  @Field(() => Narrative, { nullable: true, description: 'On what legal basis it is made.' })
  get legalBasis(): Narrative | null {
    return this.words('legalBasis');
  }

  @Field(() => [Party], { description: 'Of whom, or of what body, it is.' })
  get of(): Party[] {
    return parties(this.moment, this.state.of);
  }

  @Field(() => [Participation], { description: 'Who takes or took part, as intervals in world order.' })
  get participation(): Participation[] {
    return this.state.participation.map((one) => new Participation(this.moment, one));
  }

  @Field(() => [EvidenceAccess], { description: 'Who had what access to the evidence, as intervals in world order.' })
  get evidenceAccess(): EvidenceAccess[] {
    return this.state.evidenceAccess.map((one, n, all) => {
      const next = all.find((later, m) => m > n && later.agency === one.agency);
      const until = next ? { until: { at: next.since, entry: next.entry } } : {};
      return new EvidenceAccess(this.moment, { ...one, ...until });
    });
  }

  @Field(() => Occurred, { nullable: true, description: 'When it was announced.' })
  get announcedAt(): Occurred | null {
    return this.state.announcedAt ? new Occurred(this.state.announcedAt) : null;
  }

  @Field(() => Occurred, { nullable: true, description: 'When it was opened.' })
  get openedAt(): Occurred | null {
    return this.state.openedAt ? new Occurred(this.state.openedAt.value) : null;
  }

  @Field(() => Occurred, { nullable: true, description: 'When it was closed.' })
  get closedAt(): Occurred | null {
    return this.state.closed ? new Occurred(this.state.closed.at) : null;
  }

  @Field(() => InvestigationOutcomeEnum, { nullable: true, description: 'How it was closed.' })
  get outcome(): string | null {
    return this.state.closed?.outcome ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'What was said of its closing.' })
  get closingDetail(): Narrative | null {
    const { closed } = this.state;
    return closed ? optionalNarrative(this.moment, closed.detail, closed.entry, '/data/detail') : null;
  }

  @Field(() => [Finding], { description: 'What it found.' })
  get findings(): Finding[] {
    return this.state.findings.map((one) => new Finding(this.moment, one));
  }

  @Field(() => [Milestone], { description: 'Its steps.' })
  get milestones(): Milestone[] {
    return this.state.milestones.map((one) => new Milestone(this.moment, one));
  }

  @Field(() => [Deadline], { description: 'What fell due, or will.' })
  get deadlines(): Deadline[] {
    return this.state.deadlines.map((one) => new Deadline(this.moment, this.id, one, this.view.passedDeadlines));
  }

  @Field(() => [typeNamed('Source')], { description: 'The sources that its entries name.' })
  get sources(): MaybePromise<SourceNode[]> {
    return this.moment.findAll(this.view.sources, 'Source');
  }

  /** Where they were withheld, the entry that began it is known to have had them. */
  private words(key: 'scope' | 'legalBasis'): Narrative | null {
    const { [key]: said, openedAt, statuses } = this.state;
    const entry = said?.entry ?? openedAt?.entry ?? statuses[0]?.entry ?? '';
    return optionalNarrative(this.moment, said?.value, entry, `/data/${key}`);
  }
}
registerType('Investigation', InvestigationNode);
