import { Field, ObjectType } from '@nestjs/graphql';
import type { LogIndex, StreamName } from '#domain';
import { withholdings } from '../changes/between.js';
import { officerChanges } from './officer-changes.js';
import { MOST_ENTRIES } from '../changes/changed-records.js';
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

  @Field(() => [EntryChange], {
    description: 'The differences, in the order of the log; the first 500. A text that was withheld is one.',
  })
  get entries(): MaybePromise<EntryChange[]> {
    const { snapshot } = this.#later.source;
    if (!snapshot) return [];
    const after = this.from as LogIndex;
    return whenHere(this.records(), async (records) => {
      const withheld = await withholdings(this.#later, snapshot, after);
      // What withholds a text stands in the stream of the log, and is about the record whose text it was.
      const texts = records.flatMap((record) => (withheld.get(record) ?? []).map((place) => ({ place, record })));
      const own = snapshot
        .entries(records, { after, limit: MOST_ENTRIES })
        .map((place) => ({ place, record: place.record }));
      const officers = await officerChanges(this.#later, this.#incident, after);
      return [...own, ...officers, ...texts]
        .sort((a, b) => a.place.index - b.place.index)
        .slice(0, MOST_ENTRIES)
        .map(({ place, record }) => new EntryChange(this.#later, place, record));
    });
  }

  private records(): MaybePromise<readonly StreamName[]> {
    const linked = (['investigation', 'case', 'statement'] as const).map((kind) =>
      this.#later.linkedIds(this.#incident, kind),
    );
    const all = [this.#later.duplicatesOf(this.#incident), ...linked];
    return whenHere(Promise.all(all), (ids) => [this.#incident, ...ids.flat()]);
  }
}
