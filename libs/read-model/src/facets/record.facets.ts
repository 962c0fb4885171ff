import {
  overdueOf,
  type Agency,
  type Case,
  type Incident,
  type Investigation,
  type Person,
  type Source,
  type Statement,
  type StreamName,
} from '#domain';
import type { Folded } from '../fold/folded.record.js';
import type { ListedKind } from '../query/facets.catalogue.js';
import type { RecordView, RowValues } from '../query/views.types.js';
import { agencyLinks, agencyTags } from './agency.facets.js';
import { caseContribution, caseLinks, caseTags } from './case.facets.js';
import {
  LISTED,
  LISTING,
  TagCollector,
  type Facets,
  type Listing,
  type TagNumbering,
  type TagSet,
} from './facet.set.js';
import { incidentContribution, incidentLinks, incidentTags } from './incident.facets.js';
import { investigationContribution, investigationLinks, investigationTags } from './investigation.facets.js';
import { asRecord } from './computed.bridge.js';
import { personLinks, personTags } from './person.facets.js';
import { sourceTags } from './source.facets.js';
import { statementContribution, statementLinks, statementTags } from './statement.facets.js';

type Collect<State> = (tags: TagCollector, view: RecordView<State>) => void;

interface FacetRules<State = never> {
  readonly tags: Collect<State>;
  /** The records that it names. */
  readonly links: (view: RecordView<State>) => readonly StreamName[];
  /** What it adds to the facets of the incidents that it is about, or was merged into. */
  readonly contribution?: Collect<State>;
}

const RULES: { readonly [kind: string]: FacetRules | undefined } = {
  incident: {
    tags: incidentTags,
    links: incidentLinks,
    contribution: incidentContribution,
  } satisfies FacetRules<Incident>,
  investigation: {
    tags: investigationTags,
    links: investigationLinks,
    contribution: investigationContribution,
  } satisfies FacetRules<Investigation>,
  case: { tags: caseTags, links: caseLinks, contribution: caseContribution } satisfies FacetRules<Case>,
  statement: {
    tags: statementTags,
    links: statementLinks,
    contribution: statementContribution,
  } satisfies FacetRules<Statement>,
  agency: { tags: agencyTags, links: agencyLinks } satisfies FacetRules<Agency>,
  person: { tags: personTags, links: personLinks } satisfies FacetRules<Person>,
  source: { tags: sourceTags, links: () => [] } satisfies FacetRules<Source>,
} satisfies { readonly [Kind in ListedKind]: unknown };

// A version of a record is an object of its own: what follows from it is kept for as long as the version is.
const links = new WeakMap<Folded, readonly StreamName[]>();

/** The records that one names, each once, in the order in which it came to. */
export function linksOf(folded: Folded): readonly StreamName[] {
  let known = links.get(folded);
  if (!known) {
    const all = RULES[folded.view.kind]?.links(folded.view as RecordView<never>) ?? [];
    known = [...new Set(all)].filter((name) => name !== folded.view.id);
    links.set(folded, known);
  }
  return known;
}

/** The facets that follow from one record, numbered once for each of its versions. */
export class RecordTags {
  private own = new WeakMap<Folded, TagSet>();
  private contributions = new WeakMap<Folded, TagSet>();

  constructor(readonly numbering: TagNumbering) {}

  of(kind: ListedKind, folded: Folded): TagSet {
    return this.once(this.own, kind, folded, RULES[kind]?.tags);
  }

  /** What it adds to the facets of the incidents that it is about, or was merged into. */
  contributionOf(folded: Folded): TagSet {
    return this.once(this.contributions, 'incident', folded, RULES[folded.view.kind]?.contribution);
  }

  /** Facets of a record that is no incident: all follow from itself. */
  facetsOf(kind: ListedKind, folded: Folded, recorded: number): Facets {
    const { view, began } = folded;
    const overdue =
      kind === 'investigation' ? overdueOf({ investigations: [asRecord<Investigation>(folded)] })?.at : undefined;
    const values: RowValues = {
      ...began,
      recorded,
      moved: view.lastMovement ? Date.parse(view.lastMovement.at) : recorded,
      ...(overdue === undefined ? {} : { overdueFrom: overdue }),
    };
    const listing = view.retraction ? 'RETRACTED' : LISTED;
    const tags = new TagCollector(kind, this.numbering).add(LISTING, listing).addAll(this.of(kind, folded));
    return { values, tags: tags.collected() };
  }

  /** Numbers of a transaction that was rolled back stand for nothing. */
  reset(): void {
    this.own = new WeakMap();
    this.contributions = new WeakMap();
  }

  private once(
    known: WeakMap<Folded, TagSet>,
    kind: ListedKind,
    folded: Folded,
    collect: Collect<never> | undefined,
  ): TagSet {
    const before = known.get(folded);
    if (before) return before;
    const tags = new TagCollector(kind, this.numbering);
    collect?.(tags, folded.view as RecordView<never>);
    const collected = tags.collected();
    known.set(folded, collected);
    return collected;
  }
}

export const listingOf = (view: RecordView, merged: boolean): Listing =>
  view.retraction ? 'RETRACTED' : merged ? 'MERGED' : LISTED;
