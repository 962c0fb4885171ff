import { Field, ID, ObjectType } from '@nestjs/graphql';
import { registerType, typeNamed } from '../common/node.registry.js';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { latestVerification } from '#domain';
import { Attribution, attribution } from '../common/attribution.type.js';
import type { Coded } from '../common/coded.type.js';
import { Coded as CodedType } from '../common/coded.type.js';
import { Count } from '../common/count.type.js';
import { IncidentRelevanceEnum } from '../common/enums.js';
import { type MaybePromise, whenHere } from '../common/maybe-promise.js';
import { Narrative, optionalNarrative, requiredNarrative } from '../common/narrative.type.js';
import { Node } from '../common/node.interface.js';
import { Occurred } from '../common/occurred.type.js';
import { ListedStanding } from '../computed/listed.standing.js';
import { AccountableNode } from '../computed/accountable.node.js';
import { DisputedValue } from '../computed/grounded.type.js';
import { InvestigationStatusValue } from '../computed/investigation-status.type.js';
import type { CaseNode } from '../case/case.type.js';
import type { InvestigationNode } from '../investigation/investigation.type.js';
import type { SourceNode } from '../source/source.type.js';
import type { StatementNode } from '../statement/statement.type.js';
import { Force, Injury } from './force.type.js';
import { ExternalId, IncidentLink, Verification } from './incident-parts.type.js';
import { IncidentAgency, Involvement } from './involvement.type.js';
import { Place } from './place.type.js';

@ObjectType('Incident', {
  implements: () => [Node],
  description:
    'What happened: people with public power used force or infringed a right, or its context. What was done about it is computed from its investigations, cases and statements; each such value names the entries it rests on.',
})
export class IncidentNode extends AccountableNode {
  @Field(() => Narrative, { description: 'A neutral headline.' })
  get title(): Narrative {
    return requiredNarrative(this.moment, this.state.title?.value);
  }

  @Field(() => Narrative, { nullable: true, description: 'What happened, in neutral words.' })
  get narrative(): Narrative | null {
    const { narrative, occurred } = this.state;
    return optionalNarrative(this.moment, narrative?.value, occurred?.entry ?? '', '/data/narrative');
  }

  @Field(() => [CodedType], { description: 'What kinds of incident it is: codes of the vocabulary IncidentKind.' })
  get kinds(): Coded[] {
    return this.state.kinds.map(({ value, entry }) => this.coded('IncidentKind', value, entry));
  }

  @Field(() => IncidentRelevanceEnum, { nullable: true, description: 'Whether it is counted, or is context.' })
  get relevance(): string | null {
    return this.state.relevance?.value ?? null;
  }

  @Field(() => Occurred, { nullable: true, description: 'When it happened.' })
  get occurred(): Occurred | null {
    return this.state.occurred ? new Occurred(this.state.occurred.value) : null;
  }

  @Field(() => ID, { nullable: true, description: 'The entry that reported it.' })
  get reportedBy(): string | null {
    return this.state.occurred?.entry ?? null;
  }

  @Field(() => Attribution, { nullable: true, description: 'Who says that it happened.' })
  get attribution(): Attribution | null {
    return attribution(this.moment, this.state.attribution);
  }

  @Field(() => [Place], { description: 'Where it happened.' })
  get places(): Place[] {
    return this.state.places.map((place) => new Place(this.moment, place));
  }

  @Field(() => [IncidentAgency], { description: 'The agencies that had a part in it.' })
  get agencies(): IncidentAgency[] {
    return this.state.agencies.map((one) => new IncidentAgency(this.moment, one));
  }

  @Field(() => [Involvement], { description: 'The persons that had a part in it.' })
  get people(): Involvement[] {
    return this.state.people.map((one) => new Involvement(this.moment, one));
  }

  @Field(() => [Force], { description: 'Force that was used, by officers or against them.' })
  get force(): Force[] {
    return this.state.force.map((one) => new Force(this.moment, one));
  }

  @Field(() => [Injury], { description: 'Who was hurt, or reported to be unhurt.' })
  get injuries(): Injury[] {
    return this.state.injuries.map((one) => new Injury(this.moment, one));
  }

  @Field(() => [IncidentLink], { description: 'The incidents that it is linked to.' })
  get links(): IncidentLink[] {
    return this.state.links.map((one) => new IncidentLink(this.moment, one));
  }

  @Field(() => Count, { nullable: true, description: 'How many were concerned.' })
  get count(): Count | null {
    return (this.state.count?.value as Count | undefined) ?? null;
  }

  @Field(() => [ExternalId], { description: 'Its ids in other trackers and files.' })
  get externalIds(): ExternalId[] {
    return this.state.externalIds.map(({ value }) => value);
  }

  @Field(() => Verification, { nullable: true, description: 'How well it is verified, as last judged.' })
  get verification(): Verification | null {
    const latest = latestVerification(this.state);
    return latest ? new Verification(latest) : null;
  }

  @Field(() => typeNamed('Incident'), {
    nullable: true,
    description: 'The canonical record, where this one is its duplicate.',
  })
  get mergedInto(): MaybePromise<IncidentNode | null> {
    return this.state.mergedInto ? this.moment.find(this.state.mergedInto.value, 'Incident') : null;
  }

  @Field(() => [typeNamed('Incident')], { description: 'The records that were merged into this one.' })
  get duplicates(): MaybePromise<IncidentNode[]> {
    return this.moment.findAll(this.moment.duplicatesOf(this.id), 'Incident');
  }

  @Field(() => [typeNamed('Incident')], {
    description:
      'Other records with one of its external ids: they may be of the same event. Merged and retracted ones are left out; none is known on the axis of what was public.',
  })
  get possibleDuplicates(): MaybePromise<IncidentNode[]> {
    return this.moment.alike(this.id, 'Incident');
  }

  @Field(() => [typeNamed('Investigation')], { description: 'The inquiries into it, in order of recording.' })
  get investigations(): MaybePromise<InvestigationNode[]> {
    return this.moment.linked(this.id, 'investigation', 'Investigation');
  }

  @Field(() => [typeNamed('Case')], { description: 'The proceedings that followed, in order of recording.' })
  get cases(): MaybePromise<CaseNode[]> {
    return this.moment.linked(this.id, 'case', 'Case');
  }

  @Field(() => [typeNamed('Statement')], { description: 'What was said about it, in order of recording.' })
  get statements(): MaybePromise<StatementNode[]> {
    return this.moment.linked(this.id, 'statement', 'Statement');
  }

  @Field(() => [typeNamed('Source')], { description: 'The sources that its own entries name.' })
  get sources(): MaybePromise<SourceNode[]> {
    return this.moment.findAll(this.view.sources, 'Source');
  }

  @Field(() => InvestigationStatusValue, { description: 'What stands of the inquiries into it, and which those are.' })
  get investigationStatus(): MaybePromise<InvestigationStatusValue> {
    return whenHere(this.standing.status(), (status) => new InvestigationStatusValue(this.moment, this.id, status));
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the last entry was recorded that changed anything, in it or in what was done about it.',
  })
  override get lastMovementAt(): MaybePromise<Date | string | null> {
    return this.standing.lastMovementAt();
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it was last recorded that nothing had changed, in it or in what was done about it.',
  })
  override get lastConfirmedAt(): MaybePromise<Date | string | null> {
    return this.standing.lastConfirmedAt();
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'From when on what is known is stale, unless something moves or is confirmed; null where nothing is awaited.',
  })
  get staleFrom(): MaybePromise<Date | null> {
    return this.standing.staleFrom();
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'From when on a deadline has passed unmet; null where none is set.',
  })
  get overdueFrom(): MaybePromise<Date | null> {
    return this.standing.overdueFrom();
  }

  @Field(() => DisputedValue, { description: 'Whether a claim about it is disputed, and by which assessments.' })
  get disputed(): MaybePromise<DisputedValue> {
    return whenHere(this.standing.disputed(), (value) => new DisputedValue(this.moment, this.id, value));
  }

  /** Values that lists show, from their rows where there are rows. */
  get standing(): ListedStanding {
    return new ListedStanding(this.moment, this.id);
  }
}
registerType('Incident', IncidentNode);
