import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Incident, IncidentLink, StreamName } from '#domain';
import type { RecordView } from '#read-model';
import { IncidentRelationEnum } from '../common/enums.js';
import { allHere, type MaybePromise, whenHere } from '../common/maybe-promise.js';
import { typeNamed } from '../common/node.registry.js';
import type { Moment } from '../moment/moment.js';
import type { IncidentNode } from './incident.type.js';

@ObjectType({ description: 'A link from another incident to this one.' })
export class IncomingIncidentLink {
  readonly #moment: Moment;
  readonly #recorded: IncidentLink;
  readonly #from: StreamName;

  constructor(
    moment: Moment,
    recorded: IncidentLink,
    from: StreamName,
    private readonly owner: StreamName,
  ) {
    this.#moment = moment;
    this.#recorded = recorded;
    this.#from = from;
  }

  @Field(() => typeNamed('Incident'), {
    nullable: true,
    description: 'The other incident; the canonical one, where its record was merged.',
  })
  get from(): MaybePromise<IncidentNode | null> {
    return this.#moment.find(this.#from, 'Incident');
  }

  @Field(() => IncidentRelationEnum, { description: 'How the other one belongs to this one.' })
  get relation(): string {
    return this.#recorded.relation;
  }

  @Field(() => ID, { description: 'The entry that linked them.' })
  get entry(): string {
    return this.#recorded.entry;
  }

  @Field(() => ID, { description: 'Id of the record that the link is from.' })
  get record(): StreamName {
    return this.owner;
  }
}

/** Links that other incidents have to this one, or to what was merged into it; those of retracted records count not. */
export function incomingLinks(moment: Moment, incident: RecordView<Incident>): MaybePromise<IncomingIncidentLink[]> {
  return whenHere(moment.tellingOf(incident), (telling) =>
    whenHere(moment.linkedIds(incident.id, 'incident'), (ids) => {
      const own = new Set(telling.map(({ id }) => id));
      const others = ids.filter((id) => !own.has(id));
      moment.records.announce(others);
      return whenHere(allHere(others.map((id) => linksFrom(moment, id, own))), (found) =>
        // What came to be part of one incident does not link it to itself.
        found
          .flat()
          .filter(({ from }) => !own.has(from))
          .map(({ link, from, record }) => new IncomingIncidentLink(moment, link, from, record)),
      );
    }),
  );
}

interface Found {
  readonly link: IncidentLink;
  readonly from: StreamName;
  readonly record: StreamName;
}

function linksFrom(moment: Moment, record: StreamName, to: ReadonlySet<StreamName>): MaybePromise<readonly Found[]> {
  return whenHere(moment.records.get(record), (view) => {
    if (!view || view.retraction) return [];
    const links = (view.state as Incident).links.filter((link) => to.has(link.to));
    if (links.length === 0) return [];
    return whenHere(canonicalOf(moment, view as RecordView<Incident>), (from) =>
      links.map((link) => ({ link, from, record })),
    );
  });
}

/** What the record was merged into in the end; a circle of merges ends where it began. */
function canonicalOf(
  moment: Moment,
  { id, state }: RecordView<Incident>,
  passed: readonly StreamName[] = [],
): MaybePromise<StreamName> {
  const into = state.mergedInto?.value;
  if (into === undefined || passed.includes(into)) return id;
  return whenHere(moment.records.get(into), (view) =>
    view ? canonicalOf(moment, view as RecordView<Incident>, [...passed, id]) : id,
  );
}
