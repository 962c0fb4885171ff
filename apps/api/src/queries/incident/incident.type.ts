import { Field, ID, ObjectType } from '@nestjs/graphql';
import { registerType, typeNamed } from '../common/node.registry.js';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { type Incident, latestVerification, type StreamName } from '#domain';
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
import type { SourceNode } from '../source/source.type.js';
import { Force, Injury } from './force.type.js';
import { FactVerification, verifiedFacts } from './fact-verification.type.js';
import { ExternalId, IncidentLink, Verification } from './incident-parts.type.js';
import { IncomingIncidentLink, incomingLinks } from './incoming-link.type.js';
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
    const { title, occurred } = this.state;
    return requiredNarrative(this.moment, title?.value, title?.entry ?? occurred?.entry, '/data/title');
  }

  @Field(() => Narrative, { nullable: true, description: 'What happened, in neutral words.' })
  get narrative(): Narrative | null {
    const { narrative, occurred } = this.state;
    return optionalNarrative(this.moment, narrative?.value, occurred?.entry ?? '', '/data/narrative');
  }

  @Field(() => [CodedType], { description: 'What kinds of incident it is: codes of the vocabulary IncidentKind.' })
  get kinds(): MaybePromise<Coded[]> {
    return whenHere(
      this.facts((state) => state.kinds),
      (found) => {
        const codes = new Map(found.toReversed().map((one) => [one.fact.value, one]));
        const firsts = found.filter((one) => codes.get(one.fact.value) === one);
        return firsts.map(({ fact, record }) => this.coded('IncidentKind', fact.value, fact.entry, record));
      },
    );
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
  get places(): MaybePromise<Place[]> {
    return this.told(
      ({ places }) => places.map((place, n) => ({ place, n })),
      ({ place, n }, record) => new Place(this.moment, place, n, record),
    );
  }

  @Field(() => [IncidentAgency], { description: 'The agencies that had a part in it.' })
  get agencies(): MaybePromise<IncidentAgency[]> {
    return this.told(
      ({ agencies }) => agencies,
      (one, record) => new IncidentAgency(this.moment, one, record),
    );
  }

  @Field(() => [Involvement], { description: 'The persons that had a part in it.' })
  get people(): MaybePromise<Involvement[]> {
    return this.told(
      ({ people }) => people,
      (one, record) => new Involvement(this.moment, one, record),
    );
  }

  @Field(() => [Force], { description: 'Force that was used, by officers or against them.' })
  get force(): MaybePromise<Force[]> {
    return this.told(
      ({ force }) => force,
      (one, record) => new Force(this.moment, one, record),
    );
  }

  @Field(() => [Injury], { description: 'Who was hurt, or reported to be unhurt.' })
  get injuries(): MaybePromise<Injury[]> {
    return this.told(
      ({ injuries }) => injuries,
      (one, record) => new Injury(this.moment, one, record),
    );
  }

  @Field(() => [IncidentLink], {
    description: 'The links that it has to other incidents; those that others have to it are in `linkedFrom`.',
  })
  get links(): MaybePromise<IncidentLink[]> {
    // What was merged into it is no other incident.
    return this.told(
      ({ links }) => links.filter(({ to }) => to !== this.id),
      (one, record) => new IncidentLink(this.moment, one, record),
    );
  }

  @Field(() => [IncomingIncidentLink], {
    description: 'The links that other incidents have to it; those of retracted records are left out.',
  })
  get linkedFrom(): MaybePromise<IncomingIncidentLink[]> {
    return incomingLinks(this.moment, this.view);
  }

  @Field(() => Count, { nullable: true, description: 'How many were concerned.' })
  get count(): Count | null {
    return (this.state.count?.value as Count | undefined) ?? null;
  }

  @Field(() => [ExternalId], { description: 'Its ids in other trackers and files.' })
  get externalIds(): MaybePromise<ExternalId[]> {
    return this.told(
      ({ externalIds }) => externalIds,
      ({ value }, record) => ({ ...value, record }),
    );
  }

  @Field(() => Verification, {
    nullable: true,
    description: 'How well it is verified, as last judged; of which of its facts is in its `covers`.',
  })
  get verification(): Verification | null {
    const latest = latestVerification(this.state);
    return latest ? new Verification(latest) : null;
  }

  @Field(() => [FactVerification], {
    description: 'Each of its facts, with the last verification that covers it: one may be documented, another not.',
  })
  get factVerifications(): MaybePromise<FactVerification[]> {
    return whenHere(this.moment.tellingOf(this.view), (views) => views.flatMap(({ state }) => verifiedFacts(state)));
  }

  @Field(() => typeNamed('Incident'), {
    nullable: true,
    description:
      'The canonical record, where this one is its duplicate. A merge that closes a circle is void, and a gap.',
  })
  get mergedInto(): MaybePromise<IncidentNode | null> {
    return this.state.mergedInto ? this.moment.find(this.state.mergedInto.value, 'Incident') : null;
  }

  @Field(() => [typeNamed('Incident')], {
    description:
      'The records that were merged into this one, be it by way of others. What they tell is shown here too, each item with the `record` that it is from.',
  })
  get duplicates(): MaybePromise<IncidentNode[]> {
    return whenHere(this.moment.duplicatesOf(this.id), (ids) => this.moment.findAll(ids, 'Incident'));
  }

  @Field(() => [typeNamed('Incident')], {
    description:
      'Other records with one of its external ids: they may be of the same event. Merged and retracted ones are left out; none is known on the axis of what was public.',
  })
  get possibleDuplicates(): MaybePromise<IncidentNode[]> {
    return this.moment.alike(this.id, 'Incident');
  }

  @Field(() => [typeNamed('Source')], {
    description: 'The sources that its own entries and their corrections name, and those of its duplicates.',
  })
  get sources(): MaybePromise<SourceNode[]> {
    return whenHere(this.moment.tellingOf(this.view), (views) =>
      this.moment.findAll([...new Set(views.flatMap(({ sources }) => sources))], 'Source'),
    );
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
    description:
      'Until when it is known that nothing had changed, in it or in what was done about it, because somebody looked.',
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

  /** What is reported of it, in its own record and in those of its duplicates, each with the record that it is from. */
  private facts<Fact>(
    of: (state: Incident) => readonly Fact[],
  ): MaybePromise<readonly { readonly fact: Fact; readonly record: StreamName }[]> {
    return whenHere(this.moment.tellingOf(this.view), (views) =>
      views.flatMap(({ id, state }) => of(state).map((fact) => ({ fact, record: id }))),
    );
  }

  private told<Fact, Shown>(
    of: (state: Incident) => readonly Fact[],
    show: (fact: Fact, record: StreamName) => Shown,
  ): MaybePromise<Shown[]> {
    return whenHere(this.facts(of), (found) => found.map(({ fact, record }) => show(fact, record)));
  }

  /** Values that lists show, from their rows where there are rows. */
  get standing(): ListedStanding {
    return new ListedStanding(this.moment, this.id);
  }
}
registerType('Incident', IncidentNode);
