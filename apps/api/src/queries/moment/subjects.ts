import {
  aggregateOf,
  type Bounds,
  boundsOf,
  currentRegistration,
  type EpochMs,
  type EventId,
  heldOffice,
  type Incident,
  type Involvement,
  type Occurred,
  type Person,
  type Statement,
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

/** A part in an incident, and when that was, where it is dated; its bounds are worked out for office-holders only. */
interface DatedPart {
  readonly part: Involvement;
  readonly occurred?: Occurred;
}

/** Data subjects as they stand now: policy and erasure count for views of the past too. */
export class Subjects {
  readonly #people: BatchedLookup<StreamName, RecordView<Person> | undefined>;
  readonly #involvements: BatchedLookup<StreamName, readonly DatedPart[]>;
  readonly #statements: BatchedLookup<StreamName, readonly Bounds[]>;

  constructor(
    private readonly present: Snapshot,
    private readonly locate: (entry: EventId) => IndexedEntry | undefined,
    private readonly now: EpochMs,
  ) {
    this.#people = new BatchedLookup((ids) => present.records<Person>(ids));
    this.#involvements = new BatchedLookup((ids) => this.#involvementsOf(ids));
    this.#statements = new BatchedLookup((ids) => this.#statementsBy(ids));
  }

  announce(people: Iterable<StreamName>): void {
    const ids = [...people];
    this.#people.announce(ids);
    this.#involvements.announce(ids);
    this.#statements.announce(ids);
  }

  facts(subject: StreamName): SubjectFacts {
    const kind = aggregateOf(subject);
    if (kind === 'actor') return bare('ACTOR');
    if (kind === 'source') return bare('SOURCE');
    const person = this.#person(subject);
    if (!person) return bare('PRIVATE');
    const parts = this.#parts(subject);
    return personFacts(
      person.state,
      parts.map(({ part }) => part),
      this.locate,
      () =>
        heldOffice(
          person.state,
          [
            ...parts.flatMap(({ occurred }) => (occurred ? [boundsOf(occurred)] : [])),
            ...this.#timesOfStatements(subject),
          ],
          this.now,
        ),
    );
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
      this.#parts(person).map(({ part }) => part.role),
    );
  }

  #person(id: StreamName): RecordView<Person> | undefined {
    return this.#people.get(id) as RecordView<Person> | undefined;
  }

  #parts(person: StreamName): readonly DatedPart[] {
    return this.#involvements.get(person) as readonly DatedPart[];
  }

  #timesOfStatements(person: StreamName): readonly Bounds[] {
    return this.#statements.get(person) as readonly Bounds[];
  }

  #involvementsOf(people: readonly StreamName[]): readonly (readonly DatedPart[])[] {
    return this.#linkedWith<Incident, DatedPart>(people, 'incident', (person, { people: parts, occurred }) =>
      parts
        .filter((part) => part.person === person)
        .map((part) => ({ part, ...(occurred ? { occurred: occurred.value } : {}) })),
    );
  }

  /** When they said what they said: of a statement about them somebody else is the issuer. */
  #statementsBy(people: readonly StreamName[]): readonly (readonly Bounds[])[] {
    return this.#linkedWith<Statement, Bounds>(people, 'statement', (person, { issuer, issued }) =>
      issued && issuer?.value.person === person ? [boundsOf(issued.value)] : [],
    );
  }

  /** What the records of a kind that people are linked with tell of each of them; one look-up for all. */
  #linkedWith<State, Told>(
    people: readonly StreamName[],
    to: 'incident' | 'statement',
    tell: (person: StreamName, state: State) => readonly Told[],
  ): readonly (readonly Told[])[] {
    const linked = this.present.linked(people, to);
    const ids = [...new Set([...linked.values()].flat())];
    const views = new Map(this.present.records<State>(ids).map((view, n) => [ids[n], view]));
    return people.map((person) =>
      (linked.get(person) ?? []).flatMap((id) => {
        const view = views.get(id);
        return view ? tell(person, view.state) : [];
      }),
    );
  }
}
