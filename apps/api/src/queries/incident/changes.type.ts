import { Field, ObjectType } from '@nestjs/graphql';
import type { LogIndex, StreamName } from '#domain';
import { EntryChange } from '../changes/entry-change.type.js';
import { type MaybePromise, whenHere } from '../common/maybe-promise.js';
import { typeNamed } from '../common/node.registry.js';
import { SafeInt } from '../common/scalars.js';
import type { Moment } from '../moment/moment.js';
import type { IncidentNode } from './incident.type.js';

@ObjectType({
  description: 'What changed in an incident and in what was done about it, between two indices of the log.',
})
export class IncidentChanges {
  readonly #later: Moment;
  readonly #earlier: Moment;
  readonly #incident: StreamName;

  constructor(earlier: Moment, later: Moment, incident: StreamName) {
    this.#earlier = earlier;
    this.#later = later;
    this.#incident = incident;
  }

  @Field(() => SafeInt, { description: 'The earlier index: its own entry is not among the changes.' })
  get from(): number {
    return this.#earlier.source.index;
  }

  @Field(() => SafeInt, { description: 'The later index: its own entry is among the changes.' })
  get to(): number {
    return this.#later.source.index;
  }

  @Field(() => typeNamed('Incident'), { nullable: true, description: 'The incident then; null: not on record yet.' })
  get before(): MaybePromise<IncidentNode | null> {
    return this.#earlier.find(this.#incident, 'Incident');
  }

  @Field(() => typeNamed('Incident'), { nullable: true, description: 'The incident afterwards.' })
  get after(): MaybePromise<IncidentNode | null> {
    return this.#later.find(this.#incident, 'Incident');
  }

  @Field(() => [EntryChange], { description: 'The differences, in the order of the log; the first 500.' })
  get entries(): MaybePromise<EntryChange[]> {
    const { snapshot } = this.#later.source;
    if (!snapshot) return [];
    return whenHere(this.records(), (records) =>
      snapshot
        .entries(records, { after: this.from as LogIndex, limit: 500 })
        .map((place) => new EntryChange(this.#later, place)),
    );
  }

  private records(): MaybePromise<readonly StreamName[]> {
    const linked = (['investigation', 'case', 'statement'] as const).map((kind) =>
      this.#later.linkedIds(this.#incident, kind),
    );
    const all = [this.#later.duplicatesOf(this.#incident), ...linked];
    return whenHere(Promise.all(all), (ids) => [this.#incident, ...ids.flat()]);
  }
}
