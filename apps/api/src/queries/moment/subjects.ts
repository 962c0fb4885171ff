import {
  aggregateOf,
  currentRegistration,
  type EventId,
  type Incident,
  type Involvement,
  type Person,
  type StreamName,
} from '#domain';
import type { IndexedEntry, RecordView, Snapshot } from '#read-model';
import type { SubjectKind } from '#vault';
import { neutralDescription } from '../../reading/narrative/neutral-description.js';
import type { SealedValue } from '../../reading/personal/personal.reader.js';
import type { SubjectFacts } from '../../reading/personal/subject.facts.js';
import { BatchedLookup } from './batched.lookup.js';
import { latestDescribed, personFacts } from './person.facts.js';

/** Nobody's decisions: actors and sources have neither disclosures nor restrictions on record. */
const bare = (kind: SubjectKind): SubjectFacts => ({
  kind,
  minor: false,
  actingInOffice: false,
  disclosures: [],
  restrictions: [],
  erasures: [],
});

/** Data subjects as they stand now: policy and erasure count for views of the past too. */
export class Subjects {
  readonly #people: BatchedLookup<StreamName, RecordView<Person> | undefined>;
  readonly #involvements: BatchedLookup<StreamName, readonly Involvement[]>;

  constructor(
    private readonly present: Snapshot,
    private readonly locate: (entry: EventId) => IndexedEntry | undefined,
  ) {
    this.#people = new BatchedLookup((ids) => present.records<Person>(ids));
    this.#involvements = new BatchedLookup((ids) => this.#involvementsOf(ids));
  }

  announce(people: Iterable<StreamName>): void {
    const ids = [...people];
    this.#people.announce(ids);
    this.#involvements.announce(ids);
  }

  facts(subject: StreamName): SubjectFacts {
    const kind = aggregateOf(subject);
    if (kind === 'actor') return bare('ACTOR');
    if (kind === 'source') return bare('SOURCE');
    const person = this.#person(subject);
    if (!person) return bare('PRIVATE');
    return personFacts(person.state, this.#parts(subject), this.locate);
  }

  /** The latest value of a field that is on record of a person. */
  latest(person: StreamName, field: string): SealedValue | undefined {
    const record = this.#person(person);
    return record && latestDescribed(record.state, field);
  }

  /** "an officer", "a witness". */
  neutral(person: StreamName): string {
    const record = this.#person(person);
    return neutralDescription(
      record && currentRegistration(record.state)?.kind,
      this.#parts(person).map(({ role }) => role),
    );
  }

  #person(id: StreamName): RecordView<Person> | undefined {
    return this.#people.get(id) as RecordView<Person> | undefined;
  }

  #parts(person: StreamName): readonly Involvement[] {
    return this.#involvements.get(person) as readonly Involvement[];
  }

  #involvementsOf(people: readonly StreamName[]): readonly (readonly Involvement[])[] {
    const linked = this.present.linked(people, 'incident');
    const ids = [...new Set([...linked.values()].flat())];
    const incidents = new Map(this.present.records<Incident>(ids).map((view, n) => [ids[n], view]));
    return people.map((person) =>
      (linked.get(person) ?? [])
        .flatMap((incident) => incidents.get(incident)?.state.people ?? [])
        .filter((part) => part.person === person),
    );
  }
}
