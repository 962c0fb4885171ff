import type { LogIndex, StreamName } from '#domain';
import { AnswersAt } from '../support/answers.at.js';
import type { FacetName, ListedKind } from './facets.catalogue.js';
import type { FacetFilter, RecordFilter } from './filter.types.js';
import type { Statements } from './statement.cache.js';

/** By agency, those that became part of it, be it by way of others. */
type Merged = ReadonlyMap<StreamName, readonly StreamName[]>;

/** Facets whose values name an agency, alone or before a colon. */
const NAMING: { readonly [Kind in ListedKind]?: readonly FacetName<Kind>[] } = {
  incident: ['agency', 'agencyRole', 'investigatingAgency', 'investigatingAgencyRole', 'statementBy'],
  investigation: ['agency', 'agencyRole', 'lead', 'access'],
  statement: ['onBehalfOf'],
  agency: ['parent'],
};

/**
 * Whoever asks for an agency asks for those that were merged into it too. That is answered when it is asked: a merge is
 * rare, and the records that name an agency are many, whose rows it leaves as they are.
 */
export class MergedAgencies {
  private readonly known = new AnswersAt<Merged>(10_000, ({ size }) => 1 + size);

  constructor(private readonly statements: Statements) {}

  /** The filter, with the names of merged agencies beside those of the agencies that they became part of. */
  named<Kind extends ListedKind>(kind: Kind, filter: RecordFilter<Kind>, index: LogIndex): RecordFilter<Kind> {
    const links = filter.links as { readonly agency?: FacetFilter } | undefined;
    const facets = filter.facets as Readonly<Record<string, FacetFilter | undefined>> | undefined;
    const asked = (NAMING[kind] ?? []).filter((facet) => facets?.[facet]);
    if (asked.length === 0 && !links?.agency) return filter;
    const merged = this.known.at(index, '', () => this.read(index));
    if (merged.size === 0) return filter;
    const widened = Object.fromEntries(asked.map((facet) => [facet, widen(facets![facet]!, merged)]));
    return {
      ...filter,
      ...(facets ? { facets: { ...facets, ...widened } } : {}),
      ...(links?.agency ? { links: { ...links, agency: widen(links.agency, merged) } } : {}),
    } as RecordFilter<Kind>;
  }

  clear(): void {
    this.known.clear();
  }

  /** A retracted record merges nothing. */
  private read(index: LogIndex): Merged {
    const valid = (alias: string) => `${alias}.from_idx <= ?1 AND ${alias}.to_idx > ?1`;
    const rows = this.statements.all<{ tag: string; agency: string }>(
      `SELECT g.name AS tag, r.name AS agency
       FROM tag g JOIN row_tag t ON t.tag = g.id JOIN record r ON r.id = t.record
       WHERE g.name >= 'agency.mergedInto=' AND g.name < 'agency.mergedInto>' AND ${valid('t')} AND NOT EXISTS (
         SELECT 1 FROM row_tag x JOIN tag y ON y.id = x.tag
         WHERE y.name = 'agency.!=RETRACTED' AND x.sort = t.sort AND x.record = t.record AND ${valid('x')})`,
      index,
    );
    const direct = new Map<StreamName, StreamName[]>();
    for (const { tag, agency } of rows) {
      const into = tag.slice(tag.indexOf('=') + 1);
      direct.set(into, [...(direct.get(into) ?? []), agency]);
    }
    return new Map([...direct.keys()].map((agency) => [agency, allInto(agency, direct)]));
  }
}

/** Merges that form a circle end where they began. */
function allInto(agency: StreamName, direct: Merged): readonly StreamName[] {
  const found = new Set([agency]);
  for (const name of found) for (const part of direct.get(name) ?? []) found.add(part);
  return [...found].slice(1);
}

function widen(filter: FacetFilter, merged: Merged): FacetFilter {
  const all = (values: readonly string[]) => values.flatMap((value) => [value, ...namesOf(value, merged)]);
  return {
    ...filter,
    ...(filter.in ? { in: all(filter.in) } : {}),
    ...(filter.notIn ? { notIn: all(filter.notIn) } : {}),
  };
}

function namesOf(value: string, merged: Merged): readonly string[] {
  const colon = value.indexOf(':');
  const [agency, rest] = colon < 0 ? [value, ''] : [value.slice(0, colon), value.slice(colon)];
  return (merged.get(agency) ?? []).map((part) => part + rest);
}
