import { REGIONS } from '../../generate/geography.js';

const NODES = `
  pageInfo { endCursor hasNextPage }
  nodes {
    id
    title { text }
    occurred { text }
    kinds { code label }
    places { locality region }
    investigationStatus { status investigations { id status kind { code } participation { agency { name } role } } }
    people { role person { id neutral } }
    agencies { role agency { id name } }
  }`;

/** A page of fifty incidents, with their status, people and agencies. */
export const PAGE = `query Page($first: Int!, $filter: IncidentFilter!) { incidents(first: $first, filter: $filter) { ${NODES} } }`;

/** The same page as it was at an index. */
export const PAGE_AS_OF = `query PageAsOf($index: SafeInt!, $first: Int!, $filter: IncidentFilter!) {
  record(asOf: { index: $index }) { incidents(first: $first, filter: $filter) { ${NODES} } }
}`;

export interface PageVariables {
  readonly first: number;
  readonly filter: Readonly<Record<string, unknown>>;
}

/** Different pages, so that no cache answers all of them: the regions that have most, in three filters each. */
export const PAGES: readonly PageVariables[] = REGIONS.slice(0, 12).flatMap(({ code }) =>
  [{ kind: { in: ['SHOOTING', 'RAID'] } }, { status: { in: ['OPEN', 'CLOSED'] } }, { disputed: false }].map(
    (facet) => ({
      first: 50,
      filter: { region: { in: [code] }, ...facet },
    }),
  ),
);
